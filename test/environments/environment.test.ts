import assert from "node:assert/strict";
import { ProblemError } from "../../core/problem";
import { resolveEnvironment, type EnvironmentOptions } from "../../environments/environment";
import { tierNames, tiers } from "../../environments/tiers";
import { tierSettingsSchema } from "../../environments/tierSettings";

function problemsOf(options: EnvironmentOptions) {
    try {
        resolveEnvironment(options);
    } catch (error) {
        assert.ok(error instanceof ProblemError);
        return error.problems;
    }
    return assert.fail("no error");
}

describe("environments", () => {
    for (const tier of tierNames) {
        it(`${tier} passes its own schema`, () => assert.deepEqual(tierSettingsSchema.parse(tiers[tier]), tiers[tier]));
    }

    it("keeps the golden path's figures", () => {
        assert.deepEqual(
            tierNames.map((name) => [tiers[name].replicas, tiers[name].autoscaling.enabled, tiers[name].quota.pods]),
            [
                [1, false, 50],
                [1, false, 50],
                [3, true, 200],
            ],
        );
        assert.deepEqual(tiers.prod.autoscaling, { enabled: true, minReplicas: 3, maxReplicas: 10, cpuPercent: 75 });
        assert.deepEqual(tiers.dev.resources.limits, { cpu: "500m", memory: "512Mi" });
    });

    it("maps a named environment to a tier and says where each value came from", () => {
        const environment = resolveEnvironment({
            name: "qa",
            environments: { qa: { tier: "staging", settings: { replicas: 2, quota: { pods: 70 } } } },
            settings: { quota: { pods: 80 } },
        });
        assert.equal(environment.tier, "staging");
        assert.equal(environment.settings.replicas, 2);
        assert.equal(environment.settings.quota.pods, 80);
        assert.equal(environment.settings.quota.requestsCpu, "8");
        assert.equal(environment.origin("replicas").kind, "configuration");
        assert.deepEqual(environment.origin("autoscaling.cpuPercent"), { kind: "tier", detail: "staging" });
        assert.equal(tiers.staging.quota.pods, 50);
    });

    it("names the environments there are", () => {
        assert.match(problemsOf({ name: "xyzzy" })[0]!.message, /Environment must be dev, staging, or prod/);
        assert.equal(problemsOf({ name: "prd" })[0]!.hint, 'did you mean "prod"?');
        const listed = problemsOf({ name: "xyzzy", environments: { qa: { tier: "dev" } } })[0]!.message;
        assert.match(listed, /one of dev, staging, prod, qa/);
        assert.equal(problemsOf({ name: "qa", tier: "production" })[0]!.code, "unknown-tier");
    });

    it("tells every wrong setting with its path and what is allowed", () => {
        const problems = problemsOf({
            name: "dev",
            settings: { replcas: 2, protection: "maybe", resources: { limits: { memory: "512MB!" } } },
            place: (path) => ({ file: "Pulumi.dev.yaml", pointer: `/${path.join("/")}` }),
        });
        assert.deepEqual(problems.map(({ code, pointer }) => [pointer, code]).sort(), [
            ["/settings/protection", "not-allowed"],
            ["/settings/replcas", "unknown-key"],
            ["/settings/resources/limits/memory", "not-allowed"],
        ]);
        assert.ok(problems.every(({ hint, file }) => hint !== undefined && file === "Pulumi.dev.yaml"));
    });

    it("refuses figures that contradict each other", () => {
        assert.match(problemsOf({ name: "prod", settings: { autoscaling: { minReplicas: 12 } } })[0]!.message, /above/);
    });
});
