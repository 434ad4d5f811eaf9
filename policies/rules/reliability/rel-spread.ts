import type { KubeObject } from "../../model/kubeObject";
import { matchesSelector } from "../../model/labelSelector";
import type { PodView } from "../../model/podView";
import { isReplicated } from "../../model/scaling";
import { isSameNamespace } from "../../model/selectorIndex";
import type { Value } from "../../model/value";
import { defineRule } from "../../rule";
import { all, any, holds, not, violationIf, type Truth } from "../../truth";

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

* Either counts where its \`labelSelector\` matches the pod's own labels (and its \`namespaces\`, where given, hold the
  pod's own): else it speaks of other pods.
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
            const lonely = all(isReplicated(set, workload), not(isSpread(workload, pod)));
            yield* violationIf(lonely, constraints, "nothing spreads its replicas");
        }
    },
});

function isSpread(workload: KubeObject, pod: PodView): Truth {
    const anti = pod.spec.get("affinity", "podAntiAffinity");
    const [required, preferred] = ["required", "preferred"].map((kind) =>
        anti.get(`${kind}DuringSchedulingIgnoredDuringExecution`),
    ) as [Value, Value];
    const constraints = pod.spec.get("topologySpreadConstraints");
    const terms = [
        ...constraints.items(),
        ...required.items(),
        ...preferred.items().map((term) => term.get("podAffinityTerm")),
    ];
    return any(
        ...[constraints, required, preferred].map((list) => holds(list, () => false)),
        ...terms.map((term) => meansItsOwn(term, workload, pod)),
    );
}

/** Whether a term speaks of the pod's own replicas. */
function meansItsOwn(term: Value, workload: KubeObject, pod: PodView): Truth {
    const namespaces = term.get("namespaces");
    const isThere = any(
        holds(namespaces, (known) => known.items().length === 0),
        ...namespaces.items().map((name) => isSameNamespace(name, workload.namespace)),
    );
    return all(
        holds(term.get("topologyKey"), (key) => (key.string() ?? "") !== ""),
        isThere,
        matchesSelector(pod.metadata.get("labels"), term.get("labelSelector")),
    );
}
