import { defineRule } from "../../rule";
import { holds, violationIf } from "../../truth";

export const relLivenessProbe = defineRule({
    id: "rel-liveness-probe",
    group: "reliability",
    severity: "low",
    since: "0.1.0",
    rivals: {
        checkov: ["CKV_K8S_8"],
        datree: ["CONTAINERS_MISSING_LIVENESSPROBE_KEY"],
        "gatekeeper-library": ["requiredprobes"],
        "kube-linter": ["no-liveness-probe"],
        "kube-score": ["pod-probes"],
        kubescape: ["C-0056"],
        kyverno: ["require-probes"],
        polaris: ["livenessProbeMissing"],
    },
    target: "container",
    roles: ["main"],
    kinds: ["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "ReplicationController", "argoproj.io/Rollout"],
    title: "Long-running containers have a liveness probe",
    why: "a process that hangs is never restarted",
    details: `Asked of the main containers of workloads that keep running. Not of Jobs and CronJobs, which end, and not of init
containers and sidecars.

* An empty probe (\`{}\`) is none.
* A process that ends by itself when it can't go on needs none: waive it there. A liveness probe that is too strict does more
  harm than none, so this is low.`,
    fix: "add a livenessProbe, for example httpGet: { path: /healthz, port: http }",
    componentFixes: { StandardService: { arguments: ["livenessProbe"], to: "to what tells that it lives" } },
    *check({ partial, body }) {
        const probe = body.get("livenessProbe");
        const none = holds(probe, (known) => known.keys().length === 0);
        yield* partial ? [] : violationIf(none, probe, "no liveness probe");
    },
});
