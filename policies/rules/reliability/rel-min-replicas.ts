import { z } from "zod";
import { strictMap } from "../../../core/schema";
import { isFewerThan, isScaled, statedReplicas } from "../../model/scaling";
import { defineRule } from "../../rule";
import { all, holds, not, violationIf } from "../../truth";

export const relMinReplicas = defineRule({
    id: "rel-min-replicas",
    group: "reliability",
    severity: "medium",
    since: "0.1.0",
    rivals: {
        datree: ["DEPLOYMENT_INCORRECT_REPLICAS_VALUE"],
        "gatekeeper-library": ["replicalimits"],
        "kube-linter": ["minimum-three-replicas"],
        "kube-score": ["deployment-replicas"],
        kyverno: ["require-deployments-have-multiple-replicas"],
        polaris: ["deploymentMissingReplicas"],
    },
    target: "set",
    title: "Production Deployments run two replicas or more",
    why: "with one replica every node drain and every crash is an outage",
    details: `Asked in tier prod alone, of Deployments. \`minimum\` says how many are enough.

* Where a HorizontalPodAutoscaler sets the number, its \`minReplicas\` counts: [rel-hpa-bounds](rel-hpa-bounds.md)
  judges it, at the autoscaler. A ScaledObject of KEDA makes one, and its numbers are a decision.
* \`strategy.type: Recreate\` says that no two of its pods may run together (a volume that only one can mount, a process
  that must be alone): one replica is right there. Leader-elected processes need no exception: a second replica that
  waits is what makes the takeover fast.
* \`replicas: 0\` is a Deployment that is switched off.
* Looks at autoscalers of the set, so it belongs to the stack and offers no remediation.
* Other tools ask in every environment, and kube-linter asks for three.`,
    fix: "set spec.replicas to 2 or more, or strategy.type to Recreate where only one may run",
    params: strictMap({ minimum: z.int().min(1).default(2).describe("Replicas that are enough") }),
    componentFixes: { StandardService: { arguments: ["replicas"], to: "to 2 or more" } },
    *check(set, { tier, params }) {
        for (const workload of tier === "prod" ? set.ofKind("Deployment") : []) {
            if (workload.partial) {
                continue;
            }
            const tooFew = all(
                statedReplicas(workload, (count) => isFewerThan(count, params.minimum)),
                not(isScaled(set, workload)),
                holds(workload.body.get("spec", "strategy", "type"), (type) => type.string() !== "Recreate"),
            );
            const replicas = workload.body.get("spec", "replicas");
            yield* violationIf(tooFew, replicas, `runs fewer than ${params.minimum} replicas in production`);
        }
    },
});
