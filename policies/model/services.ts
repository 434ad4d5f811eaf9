import { internalLoadBalancers } from "../data/internalLoadBalancers";
import { all, any, holds, type Truth } from "../truth";
import type { KubeObject } from "./kubeObject";
import { namespaceOf } from "./selectorIndex";

/** Whether a Service is of a type; without one it is `ClusterIP`. */
export function isServiceType(service: KubeObject, wanted: string): Truth {
    return holds(service.body.get("spec", "type"), (type) => (type.string() ?? "ClusterIP") === wanted);
}

/** Whether annotations of a cloud make a Service's load balancer reachable from inside only. */
export function isInternal(service: KubeObject): Truth {
    return any(
        ...Object.entries(internalLoadBalancers).map(([key, values]) =>
            holds(service.annotation(key), (annotation) => {
                const value = (annotation.string() ?? "").toLowerCase();
                return value !== "" && value !== "false" && (values.includes("*") || values.includes(value));
            }),
        ),
    );
}

/** Whether an object is one of those that a parameter names as `namespace/name`. */
export function isNamed(object: KubeObject, names: readonly string[]): Truth {
    return any(
        ...names.map((wanted) => {
            const [namespace, name] = wanted.split("/");
            return all(
                holds(object.metadata.get("name"), (own) => own.string() === name),
                holds(object.namespace, () => namespaceOf(object) === namespace),
            );
        }),
    );
}
