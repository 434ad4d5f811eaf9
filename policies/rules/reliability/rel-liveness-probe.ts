import { defineRule } from "../../rule";
import { all, holds, violationIf } from "../../truth";

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
    kinds: [
        "Pod",
        "Deployment",
        "StatefulSet",
        "DaemonSet",
        "ReplicaSet",
        "ReplicationController",
        "argoproj.io/Rollout",
        "apps.openshift.io/DeploymentConfig",
    ],
    title: "Long-running containers have a liveness probe",
    why: "a process that hangs is never restarted",
    details: `Asked of the main containers of workloads that keep running, with or without a Service. Not of Jobs and CronJobs,
which end, and not of init containers and sidecars.

* A Pod of its own is asked too, unless its \`restartPolicy\` is \`Never\` or \`OnFailure\`: then it ends.
* An empty probe (\`{}\`) is none.
* A process that ends by itself when it can't go on needs none: waive it there. A liveness probe that is too strict does more
  harm than none, so this is low.`,
    fix: "add a livenessProbe, for example httpGet: { path: /healthz, port: http }",
    componentFixes: { StandardService: { arguments: ["livenessProbe"], to: "to what tells that it lives" } },
    *check({ partial, body, pod }) {
        const probe = body.get("livenessProbe");
        const none = holds(probe, (known) => known.keys().length === 0);
        const staysUp = holds(
            pod.get("restartPolicy"),
            (known) => !["Never", "OnFailure"].includes(known.string() ?? ""),
        );
        yield* partial ? [] : violationIf(all(none, staysUp), probe, "no liveness probe");
    },
});
