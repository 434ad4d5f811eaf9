import assert from "node:assert/strict";
import { z } from "zod";
import { SecretOutput } from "../../provisioners/outputs";
import { defineProvisioner, type Provisioner } from "../../provisioners/provisioner";
import { builtInProvisioners, ProvisionerRegistry } from "../../provisioners/registry";
import { composed, refusal, score } from "../helpers/compose";

function redis(over: Partial<Provisioner> = {}): Provisioner {
    return {
        ...defineProvisioner({
            type: "own-cache",
            description: "a cache",
            backends: ["test"],
            params: z.strictObject({ size: z.string().optional() }),
            outputs: { host: { description: "host" }, password: { description: "password", secret: true } },
            provision: ({ resource }) => ({
                outputs: {
                    host: `${resource.logicalName}.example`,
                    password: new SecretOutput({ secretName: "given", key: "password" }),
                },
                connectsTo: { cidr: "10.1.0.0/16", ports: [{ port: 6379 }] },
            }),
        }),
        ...over,
    };
}

describe("provisioners/registry", () => {
    const resource = { type: "own-cache", class: "large", id: "cache" };

    it("asks one's own before those of the package, and takes the first that matches", () => {
        const own = redis({ type: "postgres" });
        assert.equal(new ProvisionerRegistry([own]).find({ ...resource, type: "postgres" }), own);
        const [first, second] = [redis(), redis()];
        assert.equal(new ProvisionerRegistry([first, second]).find(resource), first);
    });

    it("matches type, and class and id where they are said", () => {
        const find = (over: Partial<Provisioner>) => new ProvisionerRegistry([redis(over)]).find(resource);
        assert.ok(find({}));
        assert.ok(find({ class: "large" }));
        assert.ok(find({ class: "large", id: "cache" }));
        assert.equal(find({ class: "small" }), undefined);
        assert.equal(find({ id: "other" }), undefined);
    });

    it("names types or classes where none matches", () => {
        const registry = new ProvisionerRegistry([redis({ class: "small" })]);
        assert.match(
            registry.notFound({ ...resource, type: "carrier-pigeon" }).hint ?? "",
            /supported types: .*dns,.*own-cache/,
        );
        assert.match(registry.notFound(resource).hint ?? "", /classes of own-cache: small/);
    });

    it("has a description for each type, param and output of the package", () => {
        for (const { type, description, params, outputs } of builtInProvisioners) {
            assert.ok(description.length > 10, type);
            const { properties = {} } = z.toJSONSchema(params, { io: "input" });
            const texts = Object.values(properties).map((schema) =>
                typeof schema === "object" ? schema.description : "",
            );
            assert.ok(
                texts.every((text) => text !== undefined && text.length > 10),
                `${type}: ${texts.join()}`,
            );
            assert.ok(
                outputs === "any" || Object.values(outputs).every((output) => output.description.length > 3),
                type,
            );
        }
    });
});

describe("provisioners of a platform team", () => {
    const text = score(
        "web",
        "resources:\n  cache: {type: own-cache, params: {size: 1Gi}}",
        'variables: {HOST: "${resources.cache.host}", PASSWORD: "${resources.cache.password}"}',
    );

    it("give outputs, secrets by reference, and edges", async () => {
        const { one } = await composed({ files: { "a.yaml": text }, provisioners: [redis()] });
        const deployment = JSON.stringify(one("Deployment", "web").inputs);
        assert.match(deployment, /"HOST","value":"web-cache\.example"/);
        assert.match(deployment, /"secretKeyRef":\{"key":"password","name":"given"\}/);
        assert.match(JSON.stringify(one("NetworkPolicy", "web-to-cache").inputs), /10\.1\.0\.0\/16/);
    });

    it("are checked: params by their schema, placeholders by their outputs", async () => {
        const wrong = text.replace("size:", "sise:").replace("cache.host", "cache.hots");
        const problems = await refusal({ files: { "a.yaml": wrong }, provisioners: [redis()] });
        assert.deepEqual(problems.map(({ code }) => code).sort(), ["unknown-key", "unknown-output"]);
    });

    it("can be no more than outputs in stack configuration", async () => {
        const { one } = await composed({
            files: { "a.yaml": text.replace("PASSWORD", "PASSWD").replace("cache.password", "cache.secret") },
            values: { provisioners: [{ type: "own-cache", static: { host: "redis.example", secret: "s" } }] },
        });
        assert.match(JSON.stringify(one("Deployment", "web").inputs), /"HOST","value":"redis\.example"/);
    });

    it("get the params with placeholders resolved, from the workload that gave them", async () => {
        const seen: unknown[] = [];
        const own = redis({
            params: z.record(z.string(), z.unknown()),
            registers: false,
            provision: (request) => {
                seen.push(request.params);
                return { outputs: { host: "h", password: "p" } };
            },
        });
        const owner = score(
            "aa",
            'resources:\n  dns: {type: dns}\n  cache: {type: own-cache, id: cache, params: {list: ["${resources.dns.host}", "${metadata.name}", 3]}}',
        );
        const user = score("bb", "resources:\n  cache: {type: own-cache, id: cache}");
        await composed({ files: { "b.yaml": user, "a.yaml": owner }, provisioners: [own] });
        assert.deepEqual(seen.at(-1), { list: ["aa-dns.dev.localhost", "aa", 3] });
    });
});
