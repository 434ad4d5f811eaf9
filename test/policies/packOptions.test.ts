import assert from "node:assert/strict";
import { packOptions } from "../../policies/crossguard";

describe("what a pack is asked", () => {
    const tierOf = (config: Record<string, string>, stack?: string): string =>
        packOptions({ PULUMI_CONFIG: JSON.stringify(config), PULUMI_NODEJS_STACK: stack }).tier;

    it("takes the tier from configuration, then the environment, then the stack's name, then prod", () => {
        assert.equal(tierOf({ "waymark:tier": "staging", "waymark:environment": "dev" }, "prod"), "staging");
        assert.equal(
            tierOf({ "waymark:environment": "qa", "waymark:environments": '{"qa":{"tier":"staging"}}' }, "dev"),
            "staging",
        );
        assert.equal(tierOf({ "waymark:environment": "dev" }, "prod"), "dev");
        assert.equal(tierOf({}, "shop-dev"), "dev");
        assert.equal(tierOf({ "other:tier": "dev" }, "main"), "prod");
        assert.equal(packOptions({}).tier, "prod");
    });

    it("takes profile, level and parameters from waymark:policy", () => {
        const policy = {
            profile: "baseline",
            pssLevel: "restricted",
            pssVersion: "1.34",
            facts: { asOf: "2026-10-01", clusterVersion: "1.36" },
            params: { "img-tag-mutable": { tags: ["edge"] } },
        };
        const options = packOptions({ PULUMI_CONFIG: JSON.stringify({ "waymark:policy": JSON.stringify(policy) }) });
        assert.deepEqual(options, { tier: "prod", ...policy });
    });

    it("refuses what there isn't", () => {
        const config = { "waymark:tier": "production", "waymark:policy": '{"profile":"gold"}' };
        assert.throws(
            () => packOptions({ PULUMI_CONFIG: JSON.stringify(config) }),
            /dev, staging, prod[^]*baseline, restricted/,
        );
    });
});
