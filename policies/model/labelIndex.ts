import { all, any, holds, type Truth } from "../truth";
import type { Value } from "./value";

interface Entry<Item> {
    item: Item;
    namespace: Value;
    labels: Value;
}

/** An item that a selector takes, or perhaps does. */
export interface Selected<Item> {
    item: Item;
    /** True, or what it hangs on. */
    selects: Exclude<Truth, false>;
}

/** Whether labels are those that are looked for. */
export type LabelTest = (labels: Value) => Truth;

/** Things with labels in namespaces (pods, Services), found by one label that a selector asks for instead of by trying all. */
export class LabelIndex<Item> {
    readonly #byPair = new Map<string, Entry<Item>[]>();
    readonly #byNamespace = new Map<string, Entry<Item>[]>();
    /** Those whose labels or namespace aren't known yet. */
    readonly #doubtful: Entry<Item>[] = [];

    add(item: Item, namespace: Value, labels: Value): void {
        const entry = { item, namespace, labels };
        const pairs = labels.entries();
        if ([namespace, labels, ...pairs].some(({ isUnknown }) => isUnknown)) {
            this.#doubtful.push(entry);
            return;
        }
        for (const place of [namespace.string() ?? "default", ""]) {
            push(this.#byNamespace, place, entry);
            pairs.forEach((pair) => push(this.#byPair, pairKey(place, pair), entry));
        }
    }

    /**
     * What a selector takes in a namespace, the perhaps ones included.
     *
     * @param namespace Undefined for all of them.
     * @param pairs Labels that everything selected has, as a map; what else is asked is up to `test`.
     */
    selected(namespace: string | undefined, pairs: Value, test: LabelTest): Selected<Item>[] {
        const place = namespace ?? "";
        const pair = pairs.entries().find((value) => value.quantity() !== undefined);
        const known = pair === undefined ? this.#byNamespace.get(place) : this.#byPair.get(pairKey(place, pair));
        return [...(known ?? []), ...this.#doubtful].flatMap((entry) => {
            const own = holds(entry.namespace, (value) => (value.string() ?? "default") === namespace);
            const selects = all(namespace === undefined || own, test(entry.labels));
            return selects === false ? [] : [{ item: entry.item, selects }];
        });
    }

    /** Whether a selector takes anything at all. */
    selectsAny(namespace: string | undefined, pairs: Value, test: LabelTest): Truth {
        return any(...this.selected(namespace, pairs, test).map(({ selects }) => selects));
    }
}

function pairKey(namespace: string, pair: Value): string {
    return JSON.stringify([namespace, pair.label, pair.quantity()]);
}

function push<T>(map: Map<string, T[]>, key: string, item: T): void {
    const list = map.get(key);
    if (list === undefined) {
        map.set(key, [item]);
    } else {
        list.push(item);
    }
}
