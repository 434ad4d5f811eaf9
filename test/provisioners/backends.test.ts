import assert from "node:assert/strict";
import { z } from "zod";
import { byBackend } from "../../provisioners/backends";
import { defineProvisioner } from "../../provisioners/provisioner";
import { requireAws } from "../../provisioners/requireAws";
import { composed, refusal, score } from "../helpers/compose";

/** A type that hands out which backend stands behind it. */
const bucket = defineProvisioner({
    type: "bucket",
    description: "a bucket",
    params: z.object({ size: z.string().optional() }),
    outputs: { backend: { description: "which" } },
    ...byBackend({
        container: { provision: () => ({ outputs: { backend: "in the cluster" } }) },
        aws: {
            plan: (request) => {
                requireAws(request, ["region", "vpcId"]);
                return { names: [] };
            },
            provision: (request) => ({ outputs: { backend: requireAws(request, ["region", "vpcId"]).region } }),
        },
    }),
});
const provisioners = [bucket];
const aws = { region: "eu-west-1", vpcId: "vpc-0a1b2c3d" };

async function backendOf(resource: string, values: Record<string, unknown> = {}, stack = "dev") {
    const text = score("web", `resources:\n  store: ${resource}`, 'variables: {B: "${resources.store.backend}"}');
    const { one } = await composed({ files: { "a.yaml": text }, provisioners, values, stack });
    return /"B","value":"([^"]*)"/.exec(JSON.stringify(one("Deployment", "web").inputs))?.[1];
}

describe("provisioners/backends", () => {
    it("come from the class, else from the environment, else the first", async () => {
        const toAws = { settings: { backends: { bucket: "aws" } }, aws };
        assert.equal(await backendOf("{type: bucket}"), "in the cluster");
        assert.equal(await backendOf("{type: bucket, class: aws}", { aws }), "eu-west-1");
        assert.equal(await backendOf("{type: bucket}", toAws), "eu-west-1");
        assert.equal(await backendOf("{type: bucket, class: large}", toAws), "eu-west-1");
        assert.equal(await backendOf("{type: bucket, class: container}", toAws), "in the cluster");
    });

    it("may differ between named environments", async () => {
        const environments = { qa: { tier: "staging", settings: { backends: { bucket: "aws" } } } };
        assert.equal(await backendOf("{type: bucket}", { environments, aws }, "qa"), "eu-west-1");
        assert.equal(await backendOf("{type: bucket}", { environments, aws }, "dev"), "in the cluster");
    });

    it("in AWS need facts, and say which", async () => {
        const files = { "a.yaml": score("web", "resources:\n  store: {type: bucket, class: aws}") };
        const [none] = await refusal({ files, provisioners });
        assert.deepEqual([none?.code, none?.line], ["aws-facts-missing", 8]);
        assert.match(none?.hint ?? "", /write waymark:aws\.region, waymark:aws\.vpcId, or ask for class "container"/);
        const [one] = await refusal({ files, provisioners, values: { aws: { region: "eu-west-1" } } });
        assert.match(one?.hint ?? "", /write waymark:aws\.vpcId,/);
    });

    it("take no facts that are none", async () => {
        const refused = (given: object) =>
            refusal({ files: { "a.yaml": score("web") }, values: { aws: given } }).then(([problem]) => problem);
        assert.match((await refused({ vpcID: "vpc-0a1b2c3d" }))?.hint ?? "", /did you mean "vpcId"/);
        assert.equal((await refused({ vpcId: "0a1b2c3d" }))?.pointer, "/aws/vpcId");
        assert.equal((await refused({ vpcCidrs: ["10.0.0.0"] }))?.pointer, "/aws/vpcCidrs/0");
    });
});

describe("params that a type doesn't know", () => {
    const files = { "a.yaml": score("web", "resources:\n  store: {type: bucket, params: {sise: 1Gi, owner: me}}") };

    it("are warnings with the nearest name", async () => {
        const { diagnostics } = await composed({ files, provisioners });
        const [first = "", second = "", ...more] = diagnostics.map(({ message }) => message);
        assert.match(first, /^a\.yaml:8:\d+: the param "sise" has no effect.*\n +did you mean "size"\?/);
        assert.match(second, /"owner"/);
        assert.deepEqual(more, []);
    });

    it("are errors where params are strict", async () => {
        const problems = await refusal({ files, provisioners, values: { strictParams: true } });
        assert.deepEqual(
            problems.map(({ code, pointer }) => [code, pointer]),
            [
                ["unknown-param", "/resources/store/params/sise"],
                ["unknown-param", "/resources/store/params/owner"],
            ],
        );
    });
});
