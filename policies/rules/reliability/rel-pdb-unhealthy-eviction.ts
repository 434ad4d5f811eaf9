import { set } from "../../patch";
import { defineRule } from "../../rule";
import { holds, violationIf } from "../../truth";

export const relPdbUnhealthyEviction = defineRule({
    id: "rel-pdb-unhealthy-eviction",
    group: "reliability",
    severity: "low",
    since: "0.1.0",
    rivals: {
        "kube-linter": ["pdb-unhealthy-pod-eviction-policy"],
    },
    target: "object",
    kinds: ["PodDisruptionBudget"],
    title: "Budgets let pods that don't work be evicted",
    why: "pods that crash in a loop count as disrupted, so the drain waits for pods that never get well",
    details: `\`spec.unhealthyPodEvictionPolicy\` should be \`AlwaysAllow\`. The default, \`IfHealthyBudget\`, protects pods that
are not ready as long as the budget is not met: a broken rollout then blocks the drain of every node that it runs on.
Stateful systems that repair themselves from pods that aren't ready may want the default: waive it there.`,
    fix: "set spec.unhealthyPodEvictionPolicy: AlwaysAllow",
    *check({ partial, body }) {
        const policy = body.get("spec", "unhealthyPodEvictionPolicy");
        const protects = holds(policy, (known) => known.string() !== "AlwaysAllow" && !(partial && known.isUnset));
        yield* violationIf(protects, policy, "pods that don't work can block a drain");
    },
    *remediate({ partial, body }) {
        const policy = body.get("spec", "unhealthyPodEvictionPolicy");
        const missing = !partial && policy.isUnset && body.get("spec").isMap;
        if (missing || (policy.isSet && policy.string() !== "AlwaysAllow" && !partial)) {
            yield set(policy, "AlwaysAllow");
        }
    },
});
