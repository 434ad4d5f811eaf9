import { isReplicated } from "../../model/scaling";
import { defineRule } from "../../rule";
import { all, holds, violationIf } from "../../truth";

export const relSpread = defineRule({
    id: "rel-spread",
    group: "reliability",
    severity: "low",
    since: "0.1.0",
    rivals: {
        datree: ["EKS_MISSING_KEY_TOPOLOGYKEY"],
        "kube-linter": ["no-anti-affinity"],
        "kube-score": [
            "deployment-has-host-podantiaffinity",
            "pod-topology-spread-constraints",
            "statefulset-has-host-podantiaffinity",
        ],
        kyverno: ["create-pod-antiaffinity", "spread-pods-across-topology", "topologyspreadconstraints-policy"],
        polaris: ["topologySpreadConstraint"],
    },
    target: "set",
    title: "Replicas are spread over nodes",
    why: "all replicas may sit on one node, and go down with it",
    details: `A Deployment or StatefulSet that asks for two replicas or more, or that an autoscaler scales, needs
\`topologySpreadConstraints\`, or a \`podAntiAffinity\` (required or preferred).

* The scheduler's own default spreads by score alone and only what belongs to a Service or a workload; clusters may turn it off.
* Which topology is spread over is not judged: nodes or zones are a decision.
* Looks at autoscalers of the set, so it belongs to the stack and offers no remediation.`,
    fix: "add topologySpreadConstraints with topologyKey: kubernetes.io/hostname and the pod's labels as labelSelector",
    *check(set) {
        for (const workload of [...set.ofKind("Deployment"), ...set.ofKind("StatefulSet")]) {
            const pod = workload.pod;
            if (workload.partial || pod === undefined) {
                continue;
            }
            const constraints = pod.spec.get("topologySpreadConstraints");
            const affinity = pod.spec.get("affinity", "podAntiAffinity");
            const kinds = ["required", "preferred"].map((kind) =>
                affinity.get(`${kind}DuringSchedulingIgnoredDuringExecution`),
            );
            const nothing = [constraints, ...kinds].map((list) => holds(list, (known) => known.items().length === 0));
            yield* violationIf(
                all(isReplicated(set, workload), ...nothing),
                constraints,
                "nothing spreads its replicas",
            );
        }
    },
});
