import { any, holds, type Truth } from "../truth";
import type { KubeObject } from "./kubeObject";

/** Directions as `policyTypes` names them. */
export const directions = ["Ingress", "Egress"] as const;
export type Direction = (typeof directions)[number];

/**
 * Whether a NetworkPolicy closes its pods in a direction. Without `policyTypes` it is ingress, and egress where it has
 * rules for that.
 */
export function isolates(policy: KubeObject, direction: Direction): Truth {
    const types = policy.body.get("spec", "policyTypes");
    if (types.isUnknown || types.items().length > 0) {
        const named = types.items().map((type) => holds(type, (known) => known.string() === direction));
        return any(
            ...named,
            holds(types, () => false),
        );
    }
    const egress = policy.body.get("spec", "egress");
    return direction === "Ingress" || holds(egress, (rules) => rules.items().length > 0);
}
