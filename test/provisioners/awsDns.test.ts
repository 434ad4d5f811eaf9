import assert from "node:assert/strict";
import { composed, refusal, score } from "../helpers/compose";

const zone = { hostedZoneId: "Z0123456789ABCDEFGHIJ", dnsTarget: "gateway.shop.example" };
const files = (resource = "{type: dns}") => ({
    "web.yaml": score("web", `resources:\n  host: ${resource}`, 'variables: {HOST: "${resources.host.host}"}'),
});

async function recordsOf(aws: object | undefined, resource?: string) {
    const values = { domain: "shop.example", ...(aws === undefined ? {} : { aws }) };
    const { resources, one } = await composed({ files: files(resource), values });
    const records = resources.filter(({ type }) => type === "aws:route53/record:Record");
    assert.match(JSON.stringify(one("Deployment", "web").inputs), /"HOST","value":"web-host\.shop\.example"/);
    return records.map(({ name, inputs }) => ({ name, inputs }));
}

describe("dns in AWS", () => {
    it("is a record of the same host where there is a zone, and only there", async () => {
        const inputs = { zoneId: zone.hostedZoneId, name: "web-host.shop.example", ttl: 300 };
        const record = (type: string, target: string) => [
            { name: "web-host", inputs: { ...inputs, type, records: [target] } },
        ];
        assert.deepEqual(await recordsOf(zone), record("CNAME", zone.dnsTarget));
        assert.deepEqual(await recordsOf(zone, "{type: dns, class: aws}"), record("CNAME", zone.dnsTarget));
        assert.deepEqual(await recordsOf({ ...zone, dnsTarget: "203.0.113.7" }), record("A", "203.0.113.7"));
        assert.deepEqual(await recordsOf({ ...zone, dnsTarget: "2001:db8::7" }), record("AAAA", "2001:db8::7"));
        assert.deepEqual(await recordsOf(undefined), []);
        assert.deepEqual(await recordsOf({ region: "eu-west-1" }), []);
    });

    it("says what is missing", async () => {
        const [none] = await refusal({ files: files("{type: dns, class: aws}") });
        assert.equal(none?.hint, "write waymark:aws.hostedZoneId, waymark:aws.dnsTarget, or leave the class out");
        const { hostedZoneId } = zone;
        const [half] = await refusal({ files: files(), values: { aws: { hostedZoneId } } });
        assert.equal(half?.hint, "write waymark:aws.dnsTarget, or leave waymark:aws.hostedZoneId out");
    });
});
