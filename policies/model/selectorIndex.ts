import { undecided } from "../outcome";
import { all, type Truth } from "../truth";
import type { KubeObject } from "./kubeObject";
import type { Value } from "./value";

/** What an object selects pods with. */
interface Entry {
    object: KubeObject;
    matches: (labels: Value) => Truth;
}

/** An object that selects certain pods, or perhaps does. */
export interface Selecting {
    object: KubeObject;
    /** True, or what it hangs on. */
    selects: Exclude<Truth, false>;
}

/**
 * Objects that select pods of their own namespace (Services, disruption budgets, network policies), found by one label
 * of the pod instead of by trying all.
 */
export class SelectorIndex {
    /** By namespace and a pair of labels that is asked for. */
    readonly #byPair = new Map<string, Entry[]>();
    /** By namespace: those that ask for no pair that is known. */
    readonly #others = new Map<string, Entry[]>();
    /** By namespace: all. */
    readonly #all = new Map<string, Entry[]>();
    /** Those whose namespace isn't known. */
    readonly #anywhere: Entry[] = [];

    /** @param pairs Labels that every selected pod has, as a map; what else is asked is up to `matches`. */
    add(object: KubeObject, pairs: Value, matches: Entry["matches"]): void {
        const entry = { object, matches };
        const namespace = namespaceOf(object);
        if (namespace === undefined) {
            this.#anywhere.push(entry);
            return;
        }
        push(this.#all, namespace, entry);
        const pair = pairs.entries().find((value) => value.quantity() !== undefined);
        if (pair === undefined) {
            push(this.#others, namespace, entry);
        } else {
            push(this.#byPair, pairKey(namespace, pair), entry);
        }
    }

    /** The objects that select a pod with these labels in the namespace of `owner`, the perhaps ones included. */
    selecting(owner: KubeObject, labels: Value): Selecting[] {
        return this.candidates(owner, labels).flatMap(({ object, matches }) => {
            const selects = all(sameNamespace(object, owner), matches(labels));
            return selects === false ? [] : [{ object, selects }];
        });
    }

    private candidates(owner: KubeObject, labels: Value): readonly Entry[] {
        const namespace = namespaceOf(owner);
        if (namespace === undefined) {
            return [...[...this.#all.values()].flat(), ...this.#anywhere];
        }
        const pairs = labels.entries();
        if (labels.isUnknown || pairs.some((pair) => pair.isUnknown)) {
            return [...(this.#all.get(namespace) ?? []), ...this.#anywhere];
        }
        const byPair = pairs.flatMap((pair) => this.#byPair.get(pairKey(namespace, pair)) ?? []);
        return [...byPair, ...(this.#others.get(namespace) ?? []), ...this.#anywhere];
    }
}

/** The namespace's name, `default` where none is given; undefined where it isn't known yet. */
export function namespaceOf({ namespace }: KubeObject): string | undefined {
    return namespace.isUnknown ? undefined : (namespace.string() ?? "default");
}

/** Whether two objects live in the same namespace. */
export function sameNamespace(a: KubeObject, b: KubeObject): Truth {
    return isSameNamespace(a.namespace, b.namespace);
}

/** Whether two namespaces, as objects name them, are the same; what is not named is `default`. */
export function isSameNamespace(a: Value, b: Value): Truth {
    const unknown = [a, b].find((value) => value.isUnknown);
    return unknown === undefined ? (a.string() ?? "default") === (b.string() ?? "default") : undecided(unknown);
}

function pairKey(namespace: string, pair: Value): string {
    return JSON.stringify([namespace, pair.label, pair.quantity()]);
}

function push(map: Map<string, Entry[]>, key: string, entry: Entry): void {
    const list = map.get(key);
    if (list === undefined) {
        map.set(key, [entry]);
    } else {
        list.push(entry);
    }
}
