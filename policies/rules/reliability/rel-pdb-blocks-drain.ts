import { shareOf } from "../../model/intOrPercent";
import type { KubeObject } from "../../model/kubeObject";
import { smallestReplicas } from "../../model/scaling";
import type { SetView } from "../../model/setView";
import type { Value } from "../../model/value";
import { undecided, violation, type Outcome } from "../../outcome";
import { defineRule } from "../../rule";
import { all, holds, not, violationIf, type Truth } from "../../truth";

/** Kinds whose number of replicas the disruption controller asks for. */
const controllers = [
    "Deployment",
    "StatefulSet",
    "ReplicaSet",
    "ReplicationController",
    "argoproj.io/Rollout",
    "apps.openshift.io/DeploymentConfig",
];

export const relPdbBlocksDrain = defineRule({
    id: "rel-pdb-blocks-drain",
    group: "reliability",
    severity: "high",
    since: "0.1.0",
    rivals: {
        "gatekeeper-library": ["poddisruptionbudget"],
        "kube-linter": ["pdb-max-unavailable", "pdb-min-available"],
        "kube-score": ["poddisruptionbudget-has-policy"],
        kyverno: [
            "deployment-replicas-higher-than-pdb",
            "pdb-maxunavailable",
            "pdb-minavailable",
            "require-reasonable-pdbs",
        ],
        polaris: ["pdbDisruptionsIsZero", "pdbMinAvailableGreaterThanHPAMinReplicas"],
    },
    target: "set",
    title: "A PodDisruptionBudget lets a pod be evicted",
    why: "a drain of the node waits for ever, and with it every upgrade of the cluster",
    details: `* \`maxUnavailable\` of \`0\` or \`0%\`, and \`minAvailable\` of \`100%\`, allow nothing with any number of pods.
* \`minAvailable\` must be below the number of replicas of the workload that the budget selects; with an autoscaler, below
  its \`minReplicas\`. Percentages are rounded up, as the disruption controller does: \`50%\` of one pod is one.
* A budget with both fields is refused by the API server, so that there is none.
* A budget with neither field allows nothing either: the controller expects no pods then. Of a patch (server-side apply)
  only what it says is judged.
* A budget that selects several workloads is only judged by what holds for any number: their replicas add up.
* A workload with \`replicas: 0\` has nothing to evict.
* kube-linter and kyverno refuse every \`minAvailable\` that could be one; the number of replicas is what decides.`,
    fix: "use maxUnavailable: 1",
    *check(set) {
        const selected = selectedBy(set);
        for (const budget of set.ofKind("PodDisruptionBudget")) {
            yield* judge(set, budget, selected.get(budget) ?? []);
        }
    },
});

interface Selected {
    workload: KubeObject;
    selects: Truth;
}

function selectedBy(set: SetView): Map<KubeObject, Selected[]> {
    const selected = new Map<KubeObject, Selected[]>();
    for (const workload of controllers.flatMap((kind) => set.ofKind(kind))) {
        const pod = workload.pod;
        for (const { object, selects } of pod === undefined
            ? []
            : set.selecting("PodDisruptionBudget", workload, pod)) {
            selected.set(object, [...(selected.get(object) ?? []), { workload, selects }]);
        }
    }
    return selected;
}

function* judge(set: SetView, { body, partial }: KubeObject, selected: readonly Selected[]): Iterable<Outcome> {
    const [max, min] = [body.get("spec", "maxUnavailable"), body.get("spec", "minAvailable")];
    if (max.isSet && min.isSet) {
        yield violation(max, "names both maxUnavailable and minAvailable, which the API server refuses");
    } else if (max.isUnknown || min.isUnknown) {
        yield undecided(max.isUnknown ? max : min);
    } else if (max.isSet) {
        const none = shareOf(max, 100, "up") === 0;
        yield* violationIf(none, max, "maxUnavailable allows no pod to be evicted");
    } else if (min.isUnset) {
        yield* partial
            ? []
            : [violation(min, "names neither maxUnavailable nor minAvailable, which allows no pod to be evicted")];
    } else if (min.string() !== undefined && (shareOf(min, 100, "up") ?? 0) >= 100) {
        yield violation(min, "minAvailable allows no pod to be evicted");
    } else if (selected.length === 1) {
        const [{ workload, selects }] = selected as [Selected];
        const needsAll = all(selects, not(workload.partial), blocks(set, workload, min));
        yield* violationIf(needsAll, min, "minAvailable asks for every replica, so none can be evicted");
    }
}

function blocks(set: SetView, workload: KubeObject, min: Value): Truth {
    const many = (count: number): boolean => count > 0 && (shareOf(min, count, "up") ?? 0) >= count;
    return all(
        holds(min, () => true),
        smallestReplicas(set, workload, many),
    );
}
