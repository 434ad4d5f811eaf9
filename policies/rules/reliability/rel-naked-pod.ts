import { defineRule } from "../../rule";
import { any, holds, not, violationIf } from "../../truth";

export const relNakedPod = defineRule({
    id: "rel-naked-pod",
    group: "reliability",
    severity: "medium",
    since: "0.1.0",
    rivals: {
        datree: ["K8S_INCORRECT_KIND_VALUE_POD"],
        kubescape: ["C-0073"],
        kyverno: ["prevent-bare-pods"],
        polaris: ["nakedPod"],
    },
    target: "object",
    kinds: ["Pod", "ReplicaSet", "ReplicationController"],
    title: "Pods belong to a workload",
    why: "nothing starts a bare pod again when its node fails, and nothing rolls out a new version of it",
    details: `A Pod, a ReplicaSet or a ReplicationController that nobody owns is a finding: a Deployment, StatefulSet, DaemonSet
or Job does what it does, and restarts and rolls out as well.

* \`metadata.ownerReferences\` shows an owner: such objects pass (they come from a read of the cluster).
* Static pods of the control plane carry \`kubernetes.io/config.source\` and pass. Helm's test pods (\`helm.sh/hook\`) pass.`,
    fix: "use a Deployment, or a Job for what ends",
    *check(object) {
        const owners = object.metadata.get("ownerReferences");
        const signs = [owners, object.annotation("kubernetes.io/config.source"), object.annotation("helm.sh/hook")];
        const owned = any(
            ...signs.map((sign) =>
                holds(sign, (known) => known.isSet && !(known.isList && known.items().length === 0)),
            ),
        );
        yield* object.partial
            ? []
            : violationIf(not(owned), object.body.get("kind"), "nothing restarts or rolls out its pods");
    },
});
