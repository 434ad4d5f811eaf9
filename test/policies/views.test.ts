import assert from "node:assert/strict";
import { unknownValue } from "../../core/values";
import { evaluate, type Finding, type PolicyResource } from "../../policies";
import { toView, type KubeObject } from "../../policies/model/kubeObject";
import { SetView } from "../../policies/model/setView";

type Body = Record<string, unknown>;

const privileged = { name: "app", securityContext: { privileged: true } };
const template = { spec: { containers: [privileged] } };

function object(type: string, spec: Body, metadata: Body = {}): PolicyResource {
    const inputs = { metadata: { name: "api", ...metadata }, ...spec };
    return { type: `kubernetes:${type}`, name: "api", inputs };
}

function judged(resource: PolicyResource, rule = "pss-privileged"): Finding[] {
    return evaluate([resource], { tier: "prod", rules: [rule], pssLevel: "baseline" }).findings;
}

describe("pods of custom resources", () => {
    for (const [type, spec, path] of [
        ["argoproj.io/v1alpha1:Rollout", { spec: { template } }, "spec.template.spec"],
        ["serving.knative.dev/v1:Service", { spec: { template } }, "spec.template.spec"],
        ["keda.sh/v1alpha1:ScaledJob", { spec: { jobTargetRef: { template } } }, "spec.jobTargetRef.template.spec"],
        ["apps.openshift.io/v1:DeploymentConfig", { spec: { template } }, "spec.template.spec"],
        ["agents.x-k8s.io/v1alpha1:Sandbox", { spec: { podTemplate: template } }, "spec.podTemplate.spec"],
    ] as const) {
        it(`${type} keeps one under ${path}`, () => {
            assert.deepEqual(
                judged(object(type, spec)).map((finding) => [finding.path, finding.level]),
                [[`${path}.containers[name=app].securityContext.privileged`, "mandatory"]],
            );
        });
    }

    it("an Argo workflow has one per template, with the workflow's settings where the template has none", () => {
        const templates = [
            { name: "one", container: privileged, sidecars: [{ ...privileged, name: "side" }] },
            { name: "two", script: { image: "x" }, securityContext: { runAsUser: 0 } },
            { name: "steps", steps: [] },
        ];
        for (const [type, spec] of [
            ["Workflow", { spec: { templates, securityContext: { runAsUser: 0 } } }],
            ["CronWorkflow", { spec: { workflowSpec: { templates, securityContext: { runAsUser: 0 } } } }],
        ] as const) {
            const resource = object(`argoproj.io/v1alpha1:${type}`, spec);
            assert.equal(judged(resource).length, 2);
            const users = evaluate([resource], { tier: "prod", rules: ["pss-run-as-user"] }).findings;
            assert.equal(users.length, 2, "on the workflow and on the second template");
        }
    });

    it("a Tekton task has its steps, with what all steps share", () => {
        const spec = { steps: [{ name: "build" }], stepTemplate: { securityContext: { privileged: true } } };
        for (const [type, inputs] of [
            ["Task", { spec }],
            ["TaskRun", { spec: { taskSpec: spec } }],
            [
                "Pipeline",
                {
                    spec: {
                        tasks: [
                            { name: "a", taskSpec: spec },
                            { name: "b", taskRef: { name: "x" } },
                        ],
                    },
                },
            ],
        ] as const) {
            const [finding, ...others] = judged(object(`tekton.dev/v1:${type}`, inputs));
            assert.deepEqual([finding?.container, others], ["build", []], type);
        }
        const task = object("tekton.dev/v1:Task", { spec: { steps: [{ name: "build" }] } });
        assert.deepEqual(evaluate([task], { tier: "prod", rules: ["pss-run-as-non-root"] }).findings, []);
    });

    it("anything else that looks like one is a guess, and never mandatory", () => {
        const resource = object("acme.example/v1:Runner", { spec: { worker: { template } } });
        const [finding] = judged(resource);
        assert.deepEqual(
            [finding?.level, finding?.path],
            ["advisory", "spec.worker.template.spec.containers[name=app].securityContext.privileged"],
        );
        assert.deepEqual(judged(object("acme.example/v1:Runner", { spec: { containers: [privileged] } })), []);
    });

    it("a custom Service is none of Kubernetes' own", () => {
        const set = new SetView(
            [object("serving.knative.dev/v1:Service", {}), object("core/v1:Service", {})].map(toView),
        );
        assert.equal(set.ofKind("Service").length, 1);
        assert.equal(set.ofKind("serving.knative.dev/Service").length, 1);
    });
});

describe("views of built-in kinds", () => {
    it("don't mind old versions and the group that a token has", () => {
        for (const type of ["extensions/v1beta1:Deployment", "apps/v1beta2:StatefulSet", "batch/v1beta1:CronJob"]) {
            const spec = type.endsWith("CronJob") ? { jobTemplate: { spec: { template } } } : { template };
            assert.equal(judged(object(type, { spec })).length, 1, type);
        }
    });

    it("are partial for patches, also of custom kinds that end so by themselves", () => {
        const view = (type: string, kind: string) => toView({ ...object(type, {}), inputs: { kind } }) as KubeObject;
        assert.deepEqual(
            [view("apps/v1:DeploymentPatch", "Deployment").partial, view("apps/v1:DeploymentPatch", "Deployment").kind],
            [true, "Deployment"],
        );
        assert.equal(view("acme.example/v1:ConfigPatch", "ConfigPatch").partial, false);
    });

    it("know which kinds live in a namespace", () => {
        const namespaced = (type: string) => (toView(object(type, {})) as KubeObject).namespaced;
        assert.deepEqual(
            ["core/v1:Namespace", "core/v1:Pod", "rbac.authorization.k8s.io/v1:ClusterRole"].map(namespaced),
            [false, true, false],
        );
    });
});

describe("what selects what", () => {
    const pod = object("apps/v1:Deployment", {
        spec: { template: { metadata: { labels: { app: "api", tier: "web" } }, spec: {} } },
    });
    const selecting = (kind: "Service" | "NetworkPolicy", ...others: PolicyResource[]) => {
        const set = new SetView([pod, ...others].map(toView));
        const [owner] = set.objects;
        return set
            .selecting(kind, owner!, owner!.pod!)
            .map(({ object: found, selects }) => [found.reference().name, selects === true]);
    };
    const service = (name: string, selector: unknown, namespace?: unknown) =>
        object("core/v1:Service", { spec: { selector } }, { name, namespace });

    it("a Service by all of its labels, in its own namespace, and never by none", () => {
        assert.deepEqual(
            selecting(
                "Service",
                service("both", { app: "api", tier: "web" }),
                service("other", { app: "api", tier: "db" }),
                service("empty", {}),
                service("none", undefined),
                service("elsewhere", { app: "api" }, "shop"),
                service("default", { app: "api" }, "default"),
            ),
            [
                ["both", true],
                ["default", true],
            ],
        );
    });

    it("in doubt where a label or namespace is not known yet", () => {
        assert.deepEqual(
            selecting(
                "Service",
                service("label", { app: "api", tier: unknownValue }),
                service("never", { app: "db", tier: unknownValue }),
                service("namespace", { app: "api" }, unknownValue),
            ),
            [
                ["label", false],
                ["namespace", false],
            ],
        );
    });

    it("a NetworkPolicy by expressions, and by an empty selector all", () => {
        const policy = (name: string, podSelector: unknown) =>
            object("networking.k8s.io/v1:NetworkPolicy", { spec: { podSelector } }, { name });
        const expression = (key: string, operator: string, ...values: string[]) => ({
            matchExpressions: [{ key, operator, values }],
        });
        assert.deepEqual(
            selecting(
                "NetworkPolicy",
                policy("all", {}),
                policy("in", expression("app", "In", "db", "api")),
                policy("not-in", expression("app", "NotIn", "api")),
                policy("exists", expression("tier", "Exists")),
                policy("absent", expression("role", "DoesNotExist")),
                policy("present", expression("role", "Exists")),
            ).map(([name]) => name),
            ["all", "in", "exists", "absent"],
        );
    });

    it("inputs refer to resources by their Outputs or by the same text", () => {
        const type = "aws:s3/bucket:Bucket";
        const bucket = { urn: `urn:a::${type}::logs`, type, name: "logs", inputs: { bucket: "logs-1" } };
        const block = (inputs: Body, propertyDependencies = {}) => ({
            ...{
                urn: "urn:b",
                type: "aws:s3/bucketVersioning:BucketVersioning",
                name: "v",
                inputs,
                propertyDependencies,
            },
        });
        const refers = (one: PolicyResource) => {
            const set = new SetView([toView(bucket), toView(one)]);
            return set.refersTo(set.resources[1]!, "bucket", set.resources[0]!, "bucket");
        };
        assert.equal(refers(block({ bucket: unknownValue }, { bucket: [bucket.urn] })), true);
        assert.equal(refers(block({ bucket: unknownValue }, { bucket: ["urn:other"] })), false);
        assert.equal(refers(block({ bucket: "logs-1" })), true);
        assert.equal(refers(block({ bucket: "logs-2" })), false);
        assert.equal(typeof refers(block({ bucket: unknownValue })), "object");
    });

    it("objects that are only read exist, and are not judged", () => {
        const read = { ...object("core/v1:Secret", {}, { name: "db", namespace: "shop" }), external: true };
        const set = new SetView([], [toView(read)]);
        assert.deepEqual(
            [set.objects.length, set.exists("Secret", "shop", "db"), set.exists("Secret", "shop", "x")],
            [0, true, false],
        );
    });
});
