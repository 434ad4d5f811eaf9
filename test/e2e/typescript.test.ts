import assert from "node:assert/strict";
import { tiers, type Tier } from "./examples";
import { differences } from "./harness/comparison";
import { Environment } from "./harness/environment";
import { harness } from "./harness/harness";
import { programIn } from "./harness/languageHost";
import { leakedSecrets } from "./harness/leaks";
import { dataOf, leftOf } from "./harness/leftovers";
import { offlineResources } from "./harness/offline";
import { Registrations } from "./harness/registrations";
import { changesOf } from "./harness/steps";

for (const tier of tiers) {
    describe(`life of the TypeScript example in ${tier}`, () => life(tier));
}

function life(tier: Tier): void {
    const registrations = new Registrations();
    let env: Environment;
    let warnings: number;

    before(async () => {
        warnings = harness().cluster.client.warnings.length;
        env = await Environment.create({
            project: "payments",
            stack: tier,
            files: [],
            config: { "payments:version": "4.2.0" },
            namespace: `payments-${tier}`,
            program: programIn("examples/typescript/index.ts"),
        });
    });

    it("preview creates everything, and up does it", async () => {
        const planned = await env.preview();
        assert.deepEqual(changesOf(await env.up({ registrations })), changesOf(planned));
    });

    it("has the resources that the offline engine shows", async () => {
        const stored = await env.state({ showSecrets: true });
        assert.deepEqual(differences(stored, registrations, await offlineResources(env, stored)), []);
    });

    it("shows no secret outside Secrets", async () => {
        assert.deepEqual(await leakedSecrets(env), []);
    });

    it("then has nothing to do, nor after a refresh", async () => {
        assert.deepEqual(changesOf(await env.preview()), []);
        await env.refresh();
        assert.deepEqual(changesOf(await env.preview()), []);
    });

    it("a new version changes the workloads that run it and nothing else", async () => {
        env.configure({ "payments:version": "4.3.0" });
        const services = ["payments-api", "settlement"];
        const expected = services.flatMap((name) => [`update Deployment ${name}`, `update StandardService ${name}`]);
        assert.deepEqual(changesOf(await env.up()), expected.sort());
    });

    it(
        tier === "dev" ? "is destroyed to the last object" : "can't be destroyed while its data is protected",
        async () => {
            if (tier === "dev") {
                await env.destroy();
                assert.deepEqual(await leftOf(env), []);
            } else {
                const before = await dataOf(env);
                await env.destroy({ fails: true });
                assert.deepEqual(await dataOf(env), before);
            }
        },
    );

    it("has made the API server warn of nothing", () => {
        assert.deepEqual(harness().cluster.client.warnings.slice(warnings), []);
    });
}
