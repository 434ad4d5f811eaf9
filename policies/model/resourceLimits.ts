import { parseQuantity } from "../../core/quantity";
import { all, holds, type Truth } from "../truth";
import type { ContainerView } from "./containerView";
import type { Value } from "./value";

/** Whether a container has no limit of a resource, neither itself nor by its pod as a whole. A limit of 0 is none. */
export function isUnlimited(container: ContainerView, resource: string): Truth {
    const limits = [container.get("resources", "limits", resource), container.pod.get("resources", "limits", resource)];
    return all(...limits.map((limit) => holds(limit, isNone)));
}

function isNone(value: Value): boolean {
    return value.isUnset || parseQuantity(value.quantity() ?? "") === 0n;
}
