import { parseQuantity } from "../../core/quantity";
import type { Facts } from "../facts";
import { undecided, violation, type Outcome } from "../outcome";
import { set, type Patch } from "../patch";
import { not, violationIf } from "../truth";
import type { ContainerView } from "./containerView";
import { isGivenByLimitRange } from "./limitRanges";
import type { Value } from "./value";

/**
 * Whether a container has a request for a resource. As the API server does, a limit stands in for a missing request,
 * and so does a request of the pod as a whole or what a LimitRange among the facts gives. A request of 0 asks for nothing.
 */
export function* missingRequest(
    container: ContainerView,
    resource: "cpu" | "memory",
    facts: Partial<Facts>,
): Iterable<Outcome> {
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
    const missing = not(isGivenByLimitRange(container, "request", resource, facts));
    yield* violationIf(missing, own, `no ${resource} request`);
}

/**
 * The request that a platform wants a container to have that has none, kept within its limit. Where a limit of 0 or the
 * pod as a whole is what asks for nothing, a request of the container can't mend it.
 */
export function* giveRequest(
    container: ContainerView,
    resource: "cpu" | "memory",
    request: string | undefined,
    facts: Partial<Facts>,
): Iterable<Patch> {
    const [own, limit] = ["requests", "limits"].map((kind) => container.body.get("resources", kind, resource)) as [
        Value,
        Value,
    ];
    const missing = [...missingRequest(container, resource, facts)].some(
        (outcome) => "at" in outcome && outcome.at === own,
    );
    const inDoubt = container.roleUnknown !== undefined || limit.isUnknown;
    if (request !== undefined && missing && !inDoubt && !isZero(limit)) {
        const most = limit.quantity();
        yield set(own, most !== undefined && isAbove(request, most) ? most : request);
    }
}

function isAbove(one: string, other: string): boolean {
    return (parseQuantity(one) ?? 0n) > (parseQuantity(other) ?? 0n);
}

function isZero(value: Value): boolean {
    return parseQuantity(value.quantity() ?? "") === 0n;
}
