import { parseQuantity } from "../../core/quantity";
import type { Facts } from "../facts";
import { all, holds, not, type Truth } from "../truth";
import type { ContainerView } from "./containerView";
import { isGivenByLimitRange } from "./limitRanges";
import type { Value } from "./value";

/**
 * Whether a container has no limit of a resource, neither itself nor by its pod as a whole nor by a LimitRange among the
 * facts. A limit of 0 is none.
 */
export function isUnlimited(container: ContainerView, resource: string, facts: Partial<Facts>): Truth {
    const limits = [container.get("resources", "limits", resource), container.pod.get("resources", "limits", resource)];
    return all(...limits.map((limit) => holds(limit, isNone)), not(isLimitedByRange(container, resource, facts)));
}

/** What says 0 by itself is given nothing. */
function isLimitedByRange(container: ContainerView, resource: string, facts: Partial<Facts>): Truth {
    const own = container.get("resources", "limits", resource);
    return all(
        holds(own, (limit) => limit.isUnset),
        isGivenByLimitRange(container, "limit", resource, facts),
    );
}

function isNone(value: Value): boolean {
    return value.isUnset || parseQuantity(value.quantity() ?? "") === 0n;
}
