import { containerOutcomes } from "../../containers";
import type { KubeObject } from "../../model/kubeObject";
import { defineRule } from "../../rule";
import { all, any, holds, onlyIf, violationIf, type Truth } from "../../truth";

/** Their pods end, or are not what a Service sends requests to. */
const ending = ["Job", "CronJob", "PodTemplate"];

export const relReadinessProbe = defineRule({
    id: "rel-readiness-probe",
    group: "reliability",
    severity: "medium",
    since: "0.1.0",
    rivals: {
        checkov: ["CKV_K8S_9"],
        datree: ["CONTAINERS_MISSING_READINESSPROBE_KEY"],
        "gatekeeper-library": ["requiredprobes"],
        "kube-linter": ["no-readiness-probe"],
        "kube-score": ["pod-probes"],
        kubescape: ["C-0018"],
        kyverno: ["require-probes"],
        polaris: ["readinessProbeMissing"],
    },
    target: "set",
    title: "Containers behind a Service have a readiness probe",
    why: "requests reach the pod before it can answer, and a rollout takes a broken version for a good one",
    details: `Asked of the main containers of every pod that a Service among the judged objects selects. Pods that no Service
selects get no traffic by one, so this rule is quiet about them; [plat-no-probe](plat-no-probe.md) (low) still says where a
workload has no probe of any kind.

* A headless Service without ports only gives pods their names: nothing arrives through it.
* Init containers end, and sidecars rarely answer the requests: neither is asked. A sidecar's own probe counts for the pod,
  and does not stand in for the main container's.
* Jobs and CronJobs are not asked: they end.
* An empty probe (\`{}\`) is none. Whether a probe is a good one is the matter of other rules.
* kube-linter, polaris and checkov ask every pod; kube-score asks as this rule does.`,
    fix: "add a readinessProbe, for example httpGet: { path: /ready, port: http }",
    componentFixes: { StandardService: { arguments: ["readinessProbe"], to: "to what tells that it can answer" } },
    *check(set) {
        for (const object of set.objects) {
            if (object.partial || !object.mayMakePods || object.isKind(...ending)) {
                continue;
            }
            for (const pod of object.pods) {
                const selected = any(
                    ...set
                        .selecting("Service", object, pod)
                        .map(({ object: service, selects }) => all(selects, hasPorts(service))),
                );
                const missing = containerOutcomes(pod, ["main"], ({ body }) => {
                    const probe = body.get("readinessProbe");
                    const none = holds(probe, (known) => known.keys().length === 0);
                    return violationIf(none, probe, "no readiness probe, and a Service selects the pod");
                });
                yield* onlyIf(selected, missing);
            }
        }
    },
});

function hasPorts(service: KubeObject): Truth {
    return holds(service.body.get("spec", "ports"), (ports) => ports.items().length > 0);
}
