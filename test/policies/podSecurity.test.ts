import assert from "node:assert/strict";
import { unknownValue } from "../../core/values";
import { defaultPodSecurityVersion, evaluate, rules, type PolicyResource } from "../../policies";
import { revisionsInForce } from "../../policies/podSecurity";

const rule = "pss-run-as-non-root";

function pod(spec: Record<string, unknown>): PolicyResource {
    return { type: "kubernetes:core/v1:Pod", name: "api", inputs: { metadata: { name: "api" }, spec } };
}

function fails(resource: PolicyResource, pssVersion = defaultPodSecurityVersion): boolean {
    const { findings, unknown, errors } = evaluate([resource], { tier: "prod", rules: [rule], pssVersion });
    assert.deepEqual([unknown, errors], [[], []]);
    return findings.length > 0;
}

describe(`${rule} by version`, () => {
    const exempt = pod({ hostUsers: false, containers: [{ name: "app" }] });
    for (const [version, verdict] of [
        ["1.0", true],
        ["v1.34", true],
        ["1.35", false],
        ["1.36", false],
        ["1.99", false],
    ] as const) {
        it(`${version}: a pod in a user namespace ${verdict ? "fails" : "passes"}`, () => {
            assert.equal(fails(exempt, version), verdict);
        });
    }

    it("is not in force at level baseline, whatever the profile", () => {
        const options = { tier: "prod", rules: [rule], pssLevel: "baseline" } as const;
        assert.deepEqual(evaluate([pod({ containers: [{ name: "app" }] })], options).findings, []);
        const baseline = evaluate([pod({ containers: [{ name: "app" }] })], { tier: "prod", profile: "baseline" });
        assert.ok(!baseline.findings.some((finding) => finding.rule === rule));
    });

    it("refuses a version that is none", () => {
        const { errors } = evaluate([], { tier: "prod", pssVersion: "latest" });
        assert.deepEqual(
            errors.map(({ code }) => code),
            ["bad-pss-version"],
        );
    });

    it("is undecided where an unknown hostUsers could exempt it", () => {
        const resource = pod({ hostUsers: unknownValue, containers: [{ name: "app" }] });
        const { findings, unknown } = evaluate([resource], { tier: "prod", rules: [rule] });
        assert.deepEqual(findings, []);
        assert.deepEqual(unknown[0]?.paths, ["spec.hostUsers"]);
    });
});

describe(`${rule} for patches, which are partial`, () => {
    function patch(securityContext: object | undefined): PolicyResource {
        const template = { spec: { securityContext, containers: [{ name: "app" }] } };
        const inputs = { apiVersion: "apps/v1", kind: "Deployment", metadata: { name: "api" }, spec: { template } };
        return { type: "kubernetes:apps/v1:DeploymentPatch", name: "api", inputs };
    }
    it("says nothing of what is absent", () => assert.equal(fails(patch(undefined)), false));
    it("refuses an explicit false", () => assert.equal(fails(patch({ runAsNonRoot: false })), true));
});

describe("Pod Security overrides", () => {
    it("put a restricted check in the place of the baseline check that it names", () => {
        const [known] = rules.filter(({ target }) => target === "podSecurity");
        assert.ok(known?.target === "podSecurity");
        const revisions = [{ min: "1.22", check: () => [] }];
        const overridden = {
            ...known,
            id: "base",
            checks: [{ id: "b", level: "baseline" as const, revisions: [{ min: "1.0", check: () => [] }] }],
        };
        const overriding = {
            ...known,
            id: "strict",
            checks: [{ id: "r", level: "restricted" as const, overrides: ["b"], revisions }],
        };
        const inForce = (level: "baseline" | "restricted", minor: number): string[] => [
            ...revisionsInForce([overridden, overriding], level, minor).keys(),
        ];
        assert.deepEqual(inForce("baseline", 30), ["base"]);
        assert.deepEqual(inForce("restricted", 30), ["strict"]);
        assert.deepEqual(inForce("restricted", 21), ["base"]); // the override isn't there yet
    });
});
