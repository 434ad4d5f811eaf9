import assert from "node:assert/strict";
import { getIn, toPointer } from "../../core/pointer";
import { ProblemError } from "../../core/problem";
import { resolveEnvironment, type EnvironmentOptions } from "../../environments/environment";
import { tierNames, tiers, type Tier } from "../../environments/tiers";
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

    for (const path of leaves(tiers.dev)) {
        it(`lets a platform team change ${path.join(".")}, says so, and refuses what it can't be`, () => {
            const changed = resolveEnvironment({ name: "dev", settings: nested(path, getIn(tiers.dev, path)) });
            assert.deepEqual(changed.settings, tiers.dev);
            assert.deepEqual(changed.origin(path.join(".")), { kind: "configuration", detail: "dev", place: {} });
            assert.equal(changed.origin(path[0]!).kind, "configuration", "a map with a changed part");
            const at = [...path];
            const [problem, ...more] = problemsOf({
                name: "qa",
                environments: { qa: { tier: "dev", settings: nested(path, { no: "value" }) } },
                place: (steps) => ({ file: "Pulumi.qa.yaml", line: steps.length }),
            });
            assert.equal(more.length, 0);
            assert.equal(problem!.pointer, toPointer(at));
            // Where the value stands in the file: below environments, qa and settings.
            assert.deepEqual([problem!.file, problem!.line], ["Pulumi.qa.yaml", 3 + at.length]);
        });
    }

    it("tells which values are allowed", () => {
        const problems = problemsOf({
            name: "dev",
            settings: {
                protection: "x",
                mutableImageTags: "x",
                podSecurity: { level: "x" },
                database: { version: "9" },
            },
        });
        assert.deepEqual(problems.map(({ hint }) => hint).sort(), [
            "use one of: 14, 15, 16, 17, 18",
            "use one of: allowed, refused",
            "use one of: privileged, baseline, restricted",
            "use one of: protect, none",
        ]);
    });

    it("refuses a request above its limit, each with its place", () => {
        const problems = problemsOf({
            name: "dev",
            settings: {
                resources: { requests: { cpu: "2", memory: "1Gi" } },
                containerDefaults: { limitsMemory: "1Mi" },
            },
            place: (path) => ({ line: path.length }),
        });
        assert.deepEqual(
            problems.map(({ pointer, line }) => [pointer, line]),
            [
                ["/resources/requests/cpu", 4],
                ["/resources/requests/memory", 4],
                ["/containerDefaults/requestsMemory", 3],
            ],
        );
    });

    it("refuses a named environment without a tier that there is", () => {
        const environments = { qa: { tier: "production" as Tier } };
        const [problem] = problemsOf({ name: "qa", environments });
        assert.equal(problem!.pointer, "/environments/qa/tier");
        assert.match(problem!.hint!, /dev, staging, or prod/);
    });

    it("takes nothing from what every object inherits", () => {
        assert.equal(problemsOf({ name: "constructor", environments: {} })[0]!.code, "unknown-environment");
        const settings = JSON.parse('{"__proto__": {"replicas": 7}}') as Record<string, unknown>;
        assert.equal(problemsOf({ name: "dev", settings })[0]!.code, "unknown-key");
    });

    for (const name of ["", "feature/x", "-a", "a".repeat(64)]) {
        it(`refuses the name ${JSON.stringify(name)}, which can't be a label`, () =>
            assert.equal(problemsOf({ name, tier: "dev" })[0]!.code, "invalid-environment-name"));
    }

    it("never changes the tiers", () => {
        const before = structuredClone(tiers);
        resolveEnvironment({ name: "dev", settings: { quota: { pods: 1 } } });
        assert.deepEqual(tiers, before);
    });
});

/** Paths of all values in plain data. */
function leaves(value: object, path: string[] = []): string[][] {
    return Object.entries(value).flatMap(([key, inner]: [string, unknown]) =>
        typeof inner === "object" && inner !== null ? leaves(inner, [...path, key]) : [[...path, key]],
    );
}

function nested(path: readonly string[], value: unknown): Record<string, unknown> {
    const [key = "", ...rest] = path;
    return { [key]: rest.length === 0 ? value : nested(rest, value) };
}
