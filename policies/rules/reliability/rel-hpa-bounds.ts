import { z } from "zod";
import { strictMap } from "../../../core/schema";
import type { KubeObject } from "../../model/kubeObject";
import { autoscalersOf, hasNoRoom } from "../../model/scaling";
import { undecided, type Outcome } from "../../outcome";
import { defineRule } from "../../rule";
import { holds, violationIf, all } from "../../truth";

export const relHpaBounds = defineRule({
    id: "rel-hpa-bounds",
    group: "reliability",
    severity: "medium",
    since: "0.1.0",
    rivals: {
        datree: ["HPA_MISSING_MAXREPLICAS_KEY", "HPA_MISSING_MINREPLICAS_KEY"],
        "gatekeeper-library": ["horizontalpodautoscaler"],
        "kube-linter": ["hpa-minimum-three-replicas"],
        "kube-score": [
            "deployment-targeted-by-hpa-does-not-have-replicas-configured",
            "horizontalpodautoscaler-replicas",
        ],
        kyverno: ["check-hpa-exists", "prevent-duplicate-hpa"],
        polaris: ["hpaMaxAvailability", "hpaMinAvailability"],
    },
    target: "set",
    title: "Autoscalers have room to scale, and the field alone",
    why: "an autoscaler without room never scales, and two that set one number of replicas undo each other",
    details: `* \`maxReplicas\` must be above \`minReplicas\` (default 1).
* In tier prod \`minReplicas\` must be \`minimum\` (default 2) or more, as [rel-min-replicas](rel-min-replicas.md) asks of
  Deployments without an autoscaler.
* A workload that an autoscaler scales must not set \`spec.replicas\`: each deployment sets the number back.
* One workload has one autoscaler. A ScaledObject of KEDA is one here and above; its own bounds are not judged, for it may scale
  to 0 and back.
* Absent metrics pass: Kubernetes takes 80% of the CPU request.
* Of a patch (server-side apply) only the bounds that it states are judged.
* Whether the target exists is not judged. Other tools ask for two or three replicas in every environment.`,
    fix: "set minReplicas (2 in production) and a higher maxReplicas, and leave spec.replicas out of the workload",
    params: strictMap({ minimum: z.int().min(1).default(2).describe("minReplicas that are enough in production") }),
    *check(set, { tier, params }) {
        for (const autoscaler of set.ofKind("HorizontalPodAutoscaler")) {
            yield* bounds(autoscaler, tier === "prod" ? params.minimum : 1);
        }
        for (const workload of set.objects.filter((object) => object.mayMakePods)) {
            const [first, ...others] = autoscalersOf(set, workload);
            if (first === undefined) {
                continue;
            }
            const replicas = workload.body.get("spec", "replicas");
            const stated = holds(replicas, (known) => known.isSet && known.number() !== 0);
            yield* violationIf(all(first.scales, stated), replicas, "sets replicas although an autoscaler does");
            for (const { autoscaler, scales } of others) {
                const target = autoscaler.body.get("spec", "scaleTargetRef", "name");
                yield* violationIf(all(first.scales, scales), target, "a second autoscaler scales the same workload");
            }
        }
    },
});

function* bounds(autoscaler: KubeObject, minimum: number): Iterable<Outcome> {
    const [min, max] = [autoscaler.body.get("spec", "minReplicas"), autoscaler.body.get("spec", "maxReplicas")];
    const { partial } = autoscaler;
    const low = holds(min, (known) => !(partial && known.isUnset) && (known.number() ?? 1) < minimum);
    yield* violationIf(low, min, `lets the workload run fewer than ${minimum} replicas in production`);
    if (partial && (min.isUnset || max.isUnset)) {
        return;
    }
    if (min.isUnknown || max.isUnknown) {
        yield undecided(min.isUnknown ? min : max);
        return;
    }
    const narrow = max.isUnset || hasNoRoom(min.number(), max.number());
    yield* violationIf(narrow, max, "has no room to scale: maxReplicas is not above minReplicas");
}
