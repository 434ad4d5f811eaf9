import type { Facts } from "../facts";
import { undecided } from "../outcome";
import type { Truth } from "../truth";
import { LabelIndex } from "./labelIndex";
import type { KubeObject } from "./kubeObject";
import type { PodView } from "./podView";
import { namespaceOf } from "./selectorIndex";
import type { SetView } from "./setView";
import type { Value } from "./value";

/** What can be referred to: the objects of a set, judged or read, and those that facts name. */
export class Referents {
    readonly #existing: ReadonlySet<string>;

    constructor(
        private readonly set: SetView,
        { existing = [] }: Partial<Facts>,
    ) {
        this.#existing = new Set(
            existing.map(({ kind, namespace, name }) => JSON.stringify([kind, namespace ?? "default", name])),
        );
    }

    /** Whether an object of a kind and name is in a namespace, given as the object's own `metadata.namespace` is. */
    exists(kind: string, namespace: Value, name: Value): Truth {
        const unknown = [name, namespace].find((value) => value.isUnknown);
        if (unknown !== undefined) {
            return undecided(unknown);
        }
        const [place, text] = [namespace.string() ?? "default", name.string() ?? ""];
        const bare = kind.slice(kind.indexOf("/") + 1);
        return this.#existing.has(JSON.stringify([bare, place, text])) || this.set.exists(kind, place, text);
    }

    /** The objects of a kind and name in the namespace of another that are known. */
    found(kind: string, namespace: Value, name: Value): readonly KubeObject[] {
        return this.set.named(kind, namespace.string() ?? "default", name.string() ?? "");
    }
}

/** The pods of a set, each with its labels. */
export function podIndex(set: SetView): LabelIndex<PodView> {
    const index = new LabelIndex<PodView>();
    for (const object of set.objects.filter(({ mayMakePods }) => mayMakePods)) {
        object.pods.forEach((pod) => index.add(pod, object.namespace, pod.metadata.get("labels")));
    }
    return index;
}

/** What a selector of an object takes in the object's own namespace; in doubt where that isn't known yet. */
export function inOwnNamespace(object: KubeObject, ask: (namespace: string) => Truth): Truth {
    const namespace = namespaceOf(object);
    return namespace === undefined ? undecided(object.namespace) : ask(namespace);
}
