import { undecided } from "../outcome";
import { holds, type Truth } from "../truth";
import type { KubeObject } from "./kubeObject";
import type { SetView } from "./setView";

/**
 * Whether an object lives in the namespace that a Namespace of the set makes: by its name, or, where that isn't known
 * yet, because it is an Output of the Namespace.
 */
export function isInNamespace(set: SetView, object: KubeObject, namespace: KubeObject): Truth {
    const own = object.namespace;
    if (own.isUnknown) {
        const sources = set.sources(object, "metadata");
        return sources.length === 0 ? undecided(own) : sources.includes(namespace);
    }
    return holds(namespace.metadata.get("name"), (name) => name.string() === (own.string() ?? "default"));
}

/** Whether a level of Pod Security admission refuses anything. */
export function enforcesPodSecurity(level: string | undefined): boolean {
    return ["baseline", "restricted"].includes(level ?? "");
}
