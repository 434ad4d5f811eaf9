import { isReplicated } from "../../model/scaling";
import { defineRule } from "../../rule";
import { all, not, violationIf } from "../../truth";

/** Kinds that run replicas. */
const replicating = ["Deployment", "StatefulSet", "argoproj.io/Rollout", "apps.openshift.io/DeploymentConfig"];

export const relPdbPresent = defineRule({
    id: "rel-pdb-present",
    group: "reliability",
    severity: "medium",
    since: "0.1.0",
    rivals: {
        "kube-score": ["deployment-has-poddisruptionbudget", "statefulset-has-poddisruptionbudget"],
        kyverno: ["create-default-pdb", "require-pdb"],
        polaris: ["missingPodDisruptionBudget"],
    },
    target: "set",
    title: "Replicated workloads have a PodDisruptionBudget",
    why: "a node drain may evict all replicas at once",
    details: `A Deployment, StatefulSet, Rollout (Argo) or DeploymentConfig (OpenShift) that asks for two replicas or more, or whose number of replicas a
HorizontalPodAutoscaler sets, needs a PodDisruptionBudget that selects its pods, in its namespace.

* One replica needs none: a budget would block the drain, see [rel-pdb-blocks-drain](rel-pdb-blocks-drain.md), or do nothing.
  A workload that states no replicas and has no autoscaler runs one.
* kube-score takes unstated replicas for several, kyverno asks single replicas too; polaris asks Deployments alone, with
  whatever number of replicas.`,
    fix: "add a PodDisruptionBudget with maxUnavailable: 1 whose selector matches the pod's labels",
    *check(set) {
        for (const workload of replicating.flatMap((kind) => set.ofKind(kind))) {
            const pod = workload.pod;
            if (workload.partial || pod === undefined) {
                continue;
            }
            const budgets = set.selecting("PodDisruptionBudget", workload, pod);
            const unprotected = all(isReplicated(set, workload), ...budgets.map(({ selects }) => not(selects)));
            const labels = pod.metadata.get("labels");
            yield* violationIf(unprotected, labels, "no PodDisruptionBudget selects its pods");
        }
    },
});
