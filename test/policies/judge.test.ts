import assert from "node:assert/strict";
import { defineRule, evaluate, violation, type PolicyResource, type Rule } from "../../policies";
import { concerns } from "../../policies/judge";
import { toView } from "../../policies/model/kubeObject";
import type { ResourceView } from "../../policies/model/resourceView";
import type { SetView } from "../../policies/model/setView";

const about = { group: "governance", severity: "high", title: "t", why: "w", fix: "f" } as const;

function resource(type: string, name: string, more: Partial<PolicyResource> = {}): PolicyResource {
    return { type, name, inputs: {}, ...more };
}

const configMap = resource("kubernetes:core/v1:ConfigMap", "settings");
const bucket = resource("aws:s3/bucket:Bucket", "logs");
const queue = resource("aws:sqs/queue:Queue", "orders");
const component = resource("acme:index:Thing", "thing");
const pod = resource("kubernetes:core/v1:Pod", "api", {
    inputs: { spec: { hostPID: true, containers: [{ name: "app", image: "app" }] } },
});

const ofPods = defineRule({ ...about, id: "acme-pod", target: "pod", *check() {} });
const ofContainers = defineRule({ ...about, id: "acme-container", target: "container", roles: ["main"], *check() {} });
const ofPodSecurity = defineRule({ ...about, id: "acme-pss", target: "podSecurity", checks: [] });
const ofBuckets = ruleAbout("acme-bucket", ["aws:s3/bucket:Bucket"]);
const ofQueues = ruleAbout("acme-queue", ["aws:sqs/*"]);

function ruleAbout(id: string, types: readonly string[]): Rule {
    return defineRule({
        ...{ ...about, id, types, target: "resource" },
        *check({ body }: ResourceView) {
            yield violation(body, "is there");
        },
    });
}

function found(resources: readonly PolicyResource[], rules: readonly Rule[]): string[] {
    const { findings } = evaluate(resources, { tier: "prod", profile: "all" }, rules);
    return findings.map(({ rule, object }) => `${rule} ${object.name}`);
}

describe("which rule is asked about which resource", () => {
    it("asks rules about pods of nothing that makes none", () => {
        for (const rule of [ofPods, ofContainers, ofPodSecurity]) {
            assert.ok(concerns(rule, toView(pod)), rule.id);
            for (const other of [configMap, bucket, component]) {
                assert.ok(!concerns(rule, toView(other)), `${rule.id} of ${other.type}`);
            }
        }
    });

    it("asks rules about types of their types, with a star of all that begin so", () => {
        assert.deepEqual(found([bucket, queue, component], [ofBuckets, ofQueues]), [
            "acme-bucket logs",
            "acme-queue orders",
        ]);
        assert.deepEqual(found([component, queue, bucket], [ofQueues]), ["acme-queue orders"]);
    });

    it("asks the Pod Security checks about each pod", () => {
        const { findings } = evaluate([pod], { tier: "prod", rules: ["pss-host-namespaces"] });
        assert.deepEqual(
            findings.map(({ path }) => path),
            ["spec.hostPID"],
        );
    });

    it("judges nothing that is only read, which rules about sets may look at", () => {
        const seen: string[] = [];
        const ofSet = defineRule({
            ...{ ...about, id: "acme-set", target: "set" },
            check: (set: SetView) => {
                seen.push(...set.ofType("aws:s3/bucket:Bucket").map(({ resource: { name } }) => name));
                return [];
            },
        });
        const read = resource("kubernetes:core/v1:ServiceAccount", "theirs", {
            ...{ external: true, inputs: { metadata: { name: "theirs", namespace: "shop" } } },
        });
        assert.deepEqual(found([bucket, { ...queue, external: true }], [ofBuckets, ofQueues, ofSet]), [
            "acme-bucket logs",
        ]);
        assert.deepEqual(seen, ["logs"]);
        const user = resource("kubernetes:core/v1:Pod", "api", {
            inputs: { metadata: { name: "api", namespace: "shop" }, spec: { serviceAccountName: "theirs" } },
        });
        const own: PolicyResource = {
            ...read,
            external: false,
            name: "ours",
            inputs: { metadata: { name: "ours", namespace: "shop" } },
        };
        const missing = (resources: readonly PolicyResource[]) =>
            evaluate(resources, { tier: "prod", rules: ["ref-service-account"] }).findings.length;
        assert.deepEqual([missing([user, own]), missing([user, own, read])], [1, 0]);
    });

    it("names the class of what a rule threw, and nothing more", () => {
        const thrown = (value: unknown) =>
            defineRule({
                ...{ ...about, id: "acme-broken", target: "resource", types: ["aws:*"] },
                check: () => {
                    throw value;
                },
            });
        const message = (value: unknown) =>
            evaluate([bucket], { tier: "prod" }, [thrown(value)]).findings.map((finding) => finding.message);
        assert.deepEqual(message(new RangeError("hunter2")), [
            "the rule acme-broken broke (RangeError) and gave no answer",
        ]);
        assert.deepEqual(message("hunter2"), ["the rule acme-broken broke (an exception) and gave no answer"]);
    });
});

describe("what a report counts", () => {
    it("counts objects of Kubernetes and of clouds, and the files they come from", () => {
        const of = (one: PolicyResource, file: string): PolicyResource => ({ ...one, file });
        const { summary } = evaluate(
            [of(configMap, "a.yaml"), of(pod, "a.yaml"), of(bucket, "b.json"), component],
            { tier: "prod" },
            [],
        );
        assert.deepEqual([summary.objects, summary.files], [3, 2]);
    });

    it("names a rule without its parameters where one of many objects would have been asked", () => {
        const { summary } = evaluate([bucket, configMap, pod], { tier: "prod" });
        assert.ok(summary.notConfigured.includes("img-allowed-registries"));
        assert.ok(summary.notConfigured.includes("aws-region"));
    });
});
