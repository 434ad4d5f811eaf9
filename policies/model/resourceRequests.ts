import { parseQuantity } from "../../core/quantity";
import { undecided, violation, type Outcome } from "../outcome";
import type { ContainerView } from "./containerView";
import type { Value } from "./value";

/**
 * Whether a container has a request for a resource. As the API server does, a limit stands in for a missing request,
 * and so does a request of the pod as a whole. A request of 0 asks for nothing.
 */
export function* missingRequest(container: ContainerView, resource: "cpu" | "memory"): Iterable<Outcome> {
    if (container.partial) {
        return;
    }
    const own = container.body.get("resources", "requests", resource);
    const candidates = [
        own,
        container.body.get("resources", "limits", resource),
        container.pod.get("resources", "requests", resource),
        container.pod.get("resources", "limits", resource),
    ];
    for (const candidate of candidates) {
        if (candidate.isUnknown) {
            yield undecided(candidate);
            return;
        }
        if (candidate.isSet) {
            if (isZero(candidate)) {
                yield violation(candidate, `the ${resource} request is 0`);
            }
            return;
        }
    }
    yield violation(own, `no ${resource} request`);
}

function isZero(value: Value): boolean {
    return parseQuantity(value.quantity() ?? "") === 0n;
}
