import type { KubeObject } from "../../model/kubeObject";
import { matchesEverything, matchesSelector } from "../../model/labelSelector";
import { isBuiltIn } from "../../model/kinds";
import { inOwnNamespace, podIndex, Referents } from "../../model/referents";
import type { Value } from "../../model/value";
import { undecided, type Outcome } from "../../outcome";
import { defineRule } from "../../rule";
import { all, holds, not, violationIf } from "../../truth";

/** Kinds that name what they scale, and where. */
const scalers: Readonly<Record<string, string>> = {
    HorizontalPodAutoscaler: "scaleTargetRef",
    VerticalPodAutoscaler: "targetRef",
    "keda.sh/ScaledObject": "scaleTargetRef",
};

export const refHpaTarget = defineRule({
    id: "ref-hpa-target",
    group: "references",
    target: "set",
    title: "What an autoscaler or disruption budget is for exists",
    severity: "medium",
    since: "0.1.0",
    rivals: {
        "kube-linter": ["dangling-horizontalpodautoscaler"],
        "kube-score": ["horizontalpodautoscaler-has-target"],
        kubescape: ["C-0300"],
        kyverno: ["check-hpa-exists", "verify-vpa-target"],
    },
    why: "it does nothing and nobody is told: the workload neither scales nor keeps its replicas in a drain",
    details: `* HorizontalPodAutoscaler, VerticalPodAutoscaler and KEDA's ScaledObject (without a kind: a Deployment): the named
  workload is among the judged objects, in the same namespace, by kind and name. Versions don't matter.
* PodDisruptionBudget: its selector takes a pod that one of the judged objects makes. An empty selector takes all that
  will ever be there, and is not asked; one that is missing takes none, except in a patch (server-side apply).

Names among the facts (\`existing\`) count.`,
    fix: "name a workload of the same namespace, or make the selector the labels of its pods",
    *check(set, { facts }) {
        const referents = new Referents(set, facts);
        for (const [kind, field] of Object.entries(scalers)) {
            for (const scaler of set.ofKind(kind)) {
                yield* missingTarget(scaler, scaler.body.get("spec", field), referents);
            }
        }
        const pods = podIndex(set);
        for (const budget of set.ofKind("PodDisruptionBudget")) {
            const selector = budget.body.get("spec", "selector");
            const pairs = selector.get("matchLabels");
            const asks = all(
                holds(selector, (known) => known.isSet),
                not(matchesEverything(selector)),
            );
            const takes = inOwnNamespace(budget, (namespace) =>
                pods.selectsAny(namespace, pairs, (labels) => matchesSelector(labels, selector)),
            );
            yield* violationIf(all(asks, not(takes)), selector, "selects no pod of the given objects");
            const missing = holds(selector, (known) => known.isUnset && !budget.partial);
            yield* violationIf(missing, selector, "has no selector, so it selects no pod");
        }
    },
});

function* missingTarget(scaler: KubeObject, target: Value, referents: Referents): Iterable<Outcome> {
    const [kind, name, version] = ["kind", "name", "apiVersion"].map((key) => target.get(key)) as [Value, Value, Value];
    const unknown = [kind, version].find(({ isUnknown }) => isUnknown);
    if (unknown !== undefined) {
        yield undecided(unknown);
    } else if (name.isUnknown || name.string() !== undefined) {
        const group = /^([^/]+)\//.exec(version.string() ?? "")?.[1] ?? "core";
        const bare = kind.string() ?? "Deployment";
        const exists = referents.exists(isBuiltIn(group) ? bare : `${group}/${bare}`, scaler.namespace, name);
        yield* violationIf(not(exists), name, "there is no workload of this kind and name in the namespace");
    }
}
