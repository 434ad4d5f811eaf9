import { parseQuantity } from "../../core/quantity";
import type { Facts } from "../facts";
import { undecided } from "../outcome";
import type { Truth } from "../truth";
import type { ContainerView } from "./containerView";
import { KubeObject } from "./kubeObject";

/**
 * Whether a LimitRange among the facts gives a container that has none a limit or request of a resource. As the API
 * server does, a default limit stands in for a default request.
 */
export function isGivenByLimitRange(
    container: ContainerView,
    kind: "limit" | "request",
    resource: string,
    { limitRanges = [] }: Partial<Facts>,
): Truth {
    const giving = limitRanges.filter((range) => {
        const amount =
            kind === "limit" ? range.default?.[resource] : (range.defaultRequest ?? range.default)?.[resource];
        return (parseQuantity(String(amount ?? "")) ?? 0n) > 0n;
    });
    const { owner } = container.body;
    if (giving.length === 0 || !(owner instanceof KubeObject)) {
        return false;
    }
    const namespace = owner.namespace;
    return namespace.isUnknown
        ? undecided(namespace)
        : giving.some((range) => range.namespace === (namespace.string() ?? "default"));
}
