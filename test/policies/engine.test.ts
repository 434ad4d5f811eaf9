import assert from "node:assert/strict";
import fc from "fast-check";
import { SecretValue, unknownValue } from "../../core/values";
import {
    defineRule,
    evaluate,
    fails,
    formatFinding,
    levelOf,
    profilesOf,
    rules,
    violation,
    type PolicyResource,
    type Rule,
    type Severity,
} from "../../policies";
import { runCrossguard } from "./crossguardHarness";

const options = { tier: "prod", profile: "all" } as const;

function deployment(spec: Record<string, unknown>, more: Partial<PolicyResource> = {}): PolicyResource {
    const inputs = { metadata: { name: "api", namespace: "shop" }, spec: { template: { spec } } };
    return { type: "kubernetes:apps/v1:Deployment", name: "api", inputs, ...more };
}

function ruleThat(id: string, severity: Severity, check: () => Iterable<never>): Rule {
    return defineRule({
        ...{ id, severity, check, group: "governance", target: "object", kinds: ["Deployment"] },
        ...{ title: "Never mind", why: "because", fix: "don't" },
    });
}

const types = [
    "core/v1:Pod",
    "apps/v1:Deployment",
    "apps/v1:StatefulSet",
    "batch/v1:CronJob",
    "core/v1:Namespace",
    "networking.k8s.io/v1:NetworkPolicy",
];
const keys = fc.constantFrom(
    ..."metadata spec template labels annotations namespace name containers initContainers ephemeralContainers image env value args command".split(
        " ",
    ),
    ..."securityContext runAsNonRoot resources requests limits cpu egress to podSelector matchLabels app restartPolicy hostUsers".split(
        " ",
    ),
    ..."kind apiVersion team owner livenessProbe waymark.dev/edge __proto__ constructor".split(" "),
);
const anything = fc.letrec<{ tree: unknown }>((tie) => ({
    tree: fc.oneof(
        { maxDepth: 7, depthSize: "large" },
        fc.constantFrom<unknown>(null, true, false, "", 0, "unassigned", "Always", "latest", unknownValue),
        fc.string(),
        fc.array(tie("tree"), { maxLength: 3 }),
        fc.dictionary(keys, tie("tree"), { maxKeys: 5 }),
        tie("tree").map((value) => new SecretValue(value)),
    ),
})).tree;

describe("evaluate", () => {
    it("answers for whatever stands in the inputs", () => {
        const resource = fc.record({
            type: fc.constantFrom(...types).map((type) => `kubernetes:${type}`),
            name: fc.string(),
            inputs: fc.dictionary(keys, anything, { maxKeys: 6 }),
        });
        fc.assert(
            fc.property(fc.array(resource, { maxLength: 4 }), (resources) => {
                const { findings } = evaluate(resources, options);
                assert.ok(!findings.some(({ rule }) => rule === "rule-error"), JSON.stringify(findings));
                assert.deepEqual(evaluate([...resources].reverse(), options).findings, findings);
            }),
            { numRuns: 500 },
        );
    });

    it("names the argument of the component that a resource belongs to first", () => {
        const chain = "waymark:index:StandardService$kubernetes:apps/v1:Deployment";
        const { findings } = evaluate(
            [
                deployment(
                    { containers: [{ name: "app", image: "app" }] },
                    {
                        urn: `urn:pulumi:dev::shop::${chain}::api`,
                        parent: "urn:pulumi:dev::shop::waymark:index:StandardService::api",
                    },
                ),
            ],
            { tier: "dev", rules: ["img-tag-mutable"] },
        );
        assert.match(
            findings[0]!.fix,
            /^set `image` of waymark\.StandardService "api" to .*; in a manifest: name a version/,
        );
        assert.equal(findings[0]!.level, "advisory");
    });

    it("says where an unknown comes from, once per rule and object", () => {
        const env = ["A", "B"].map((name) => ({ name, value: unknownValue }));
        const resource = deployment(
            { containers: [{ name: "app", env }] },
            { propertyDependencies: { spec: ["urn:b", "urn:a"] } },
        );
        const { unknown, summary } = evaluate([resource], { tier: "prod", rules: ["wl-secret-in-env-literal"] });
        assert.equal(summary.unknown, 1);
        assert.deepEqual(unknown[0]?.source, ["urn:a", "urn:b"]);
        assert.deepEqual(
            unknown[0]?.paths,
            ["A", "B"].map((name) => `spec.template.spec.containers[name=app].env[name=${name}].value`),
        );
    });

    it("reports a violation beside a value that is not known yet", () => {
        const containers = [
            { name: "first", image: unknownValue },
            { name: "second", image: "app:latest" },
        ];
        const { findings, unknown } = evaluate([deployment({ containers })], {
            tier: "prod",
            rules: ["img-tag-mutable"],
        });
        assert.deepEqual(
            findings.map(({ container }) => container),
            ["second"],
        );
        assert.equal(unknown.length, 1);
    });

    it("turns a rule that throws into a finding that hides what it threw", () => {
        const broken = (severity: Severity) =>
            ruleThat(`broken-${severity}`, severity, () => {
                throw new TypeError("hunter2");
            });
        const { findings, summary } = evaluate([deployment({})], options, [broken("critical"), broken("high")]);
        assert.deepEqual(
            findings.map(({ rule, level }) => [rule, level]),
            [
                ["rule-error", "mandatory"],
                ["rule-error", "advisory"],
            ],
        );
        assert.notEqual(findings[0]!.fingerprint, findings[1]!.fingerprint);
        assert.ok(!JSON.stringify(findings).includes("hunter2"));
        assert.deepEqual([summary.mandatory, summary.advisory], [1, 1]);
    });

    it("offers the nearest rule for an id that there isn't, and refuses wrong parameters", () => {
        const { errors } = evaluate([], {
            tier: "prod",
            skip: ["img-tag-mutabel"],
            params: { "img-tag-mutable": { tag: ["x"] }, "plat-no-probe": { x: 1 } },
        });
        assert.deepEqual(
            errors.map(({ code, hint }) => [code, hint]),
            [
                ["unknown-rule", 'did you mean "img-tag-mutable"?'],
                ["no-params", "leave them out"],
                ["unknown-key", 'did you mean "tags"?'],
            ],
        );
    });

    it("looks at no component, provider or chart", () => {
        const spec = { template: { spec: { containers: [{ name: "app", image: "app" }] } } };
        const others = [
            "waymark:index:StandardService",
            "pulumi:providers:kubernetes",
            "kubernetes:helm.sh/v4:Chart",
            "kubernetes:yaml/v2:ConfigGroup",
        ];
        const { findings, summary } = evaluate(
            others.map((type) => ({ type, name: "x", inputs: { spec } })),
            options,
        );
        assert.deepEqual([findings.length, summary.objects], [0, 0]);
    });
});

describe("rules without their parameters", () => {
    const pod = { type: "kubernetes:core/v1:Pod", name: "api", inputs: { spec: { containers: [{ name: "app" }] } } };
    const bucket = { type: "aws:s3/bucket:Bucket", name: "logs", inputs: {} };
    const missing = (resource: PolicyResource, rules?: string[]) =>
        evaluate([resource], { tier: "prod", rules }).summary.notConfigured;

    it("are named where they would have been asked", () => {
        assert.ok(missing(pod).includes("img-allowed-registries") && !missing(pod).includes("aws-region"));
        assert.ok(missing(bucket).includes("aws-region") && !missing(bucket).includes("img-allowed-registries"));
    });

    it("are named in any case by who asks for them by name", () => {
        assert.deepEqual(missing(pod, ["aws-region"]), ["aws-region"]);
    });
});

describe("levels and profiles", () => {
    it("follow severity and tier, unless the rule has its own", () => {
        const level = (severity: Severity) =>
            (["dev", "staging", "prod"] as const).map((tier) => levelOf({ severity }, tier)[0]).join("");
        assert.deepEqual((["critical", "high", "medium", "low", "info"] as const).map(level), [
            "mmm",
            "mmm",
            "aam",
            "aaa",
            "aaa",
        ]);
        const mutable = rules.find(({ id }) => id === "img-tag-mutable")!;
        assert.deepEqual(
            (["dev", "staging", "prod"] as const).map((tier) => levelOf(mutable, tier)),
            ["advisory", "mandatory", "mandatory"],
        );
    });

    it("put critical rules into baseline, the workload's into restricted, the rest into golden", () => {
        const first = (id: string) => profilesOf(rules.find((rule) => rule.id === id)!)[0];
        assert.deepEqual(
            [
                "wl-secret-in-env-literal",
                "pss-run-as-non-root",
                "img-tag-mutable",
                "rel-cpu-request",
                "plat-no-probe",
            ].map(first),
            ["baseline", "baseline", "restricted", "golden", "golden"],
        );
    });

    it("take rules for AWS by their severity", () => {
        const first = (severity: Severity) =>
            profilesOf({ ...ruleThat("acme-cloud", severity, () => []), group: "aws" })[0];
        assert.deepEqual((["critical", "high", "medium", "low"] as const).map(first), [
            "baseline",
            "restricted",
            "golden",
            "golden",
        ]);
    });

    it("decide whether a report fails", () => {
        const only = (rule: string) =>
            evaluate([deployment({ containers: [{ name: "app", image: "app" }] })], { tier: "prod", rules: [rule] });
        assert.deepEqual([fails(only("img-tag-mutable")), fails(only("img-tag-mutable"), "none")], [true, false]);
        assert.deepEqual([fails(only("plat-no-probe")), fails(only("plat-no-probe"), "advisory")], [false, true]);
    });
});

describe("a rule of one's own", () => {
    const own = defineRule({
        id: "acme-default-namespace",
        group: "governance",
        target: "object",
        kinds: ["Deployment"],
        title: "Workloads live in a namespace of their team",
        severity: "medium",
        why: "because",
        fix: "name another",
        *check({ namespace }) {
            if (namespace.string() === "shop") {
                yield violation(namespace, "lives in the wrong namespace");
            }
        },
    });

    it("is judged beside the others, and refers to no page of ours", () => {
        const { findings } = evaluate([deployment({})], { tier: "prod", rules: [own.id] }, [...rules, own]);
        assert.deepEqual(
            findings.map(({ rule, path, level }) => [rule, path, level]),
            [["acme-default-namespace", "metadata.namespace", "mandatory"]],
        );
        assert.doesNotMatch(formatFinding(findings[0]!, own.why), /Ref:/);
    });

    it("may leave out what has a default", () => {
        const { adapters, frameworks, waivable, since, details } = own;
        assert.deepEqual([adapters, frameworks, waivable], [["manifests", "pulumi"], [], true]);
        assert.deepEqual([since, details], ["", ""]);
    });

    it("is refused under the id of another", () => {
        const { errors } = evaluate([], { tier: "prod" }, [...rules, { ...own, id: "plat-no-probe" }]);
        assert.deepEqual(
            errors.map(({ code, message }) => [code, message]),
            [["duplicate-rule", 'two rules have the id "plat-no-probe"']],
        );
    });

    it("is a policy of a pack beside the others", () => {
        const [reported, ...others] = runCrossguard([deployment({})], { tier: "prod", rules: [own.id] }, [
            ...rules,
            own,
        ]);
        assert.deepEqual(others, []);
        assert.deepEqual([reported?.policy, reported?.level], [own.id, "mandatory"]);
        assert.match(
            reported?.message ?? "",
            /^Deployment shop\/api: lives in the wrong namespace at metadata.namespace/,
        );
    });
});
