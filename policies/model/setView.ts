import { undecided } from "../outcome";
import { any, holds, type Truth } from "../truth";
import { KubeObject } from "./kubeObject";
import { hasLabels, matchesSelector } from "./labelSelector";
import { NameIndex } from "./nameIndex";
import type { ResourceView } from "./resourceView";
import { SelectorIndex, type Selecting } from "./selectorIndex";
import type { PodView } from "./podView";
import type { Value } from "./value";

/** Kinds that select pods by labels, and where their selector stands. */
const selectors: Record<string, { path: readonly string[]; plain?: boolean }> = {
    Service: { path: ["spec", "selector"], plain: true },
    PodDisruptionBudget: { path: ["spec", "selector"] },
    NetworkPolicy: { path: ["spec", "podSelector"] },
};

/** All resources that are judged together, and those that are only read. */
export class SetView {
    /** The Kubernetes objects that are judged, in the order given. */
    readonly objects: readonly KubeObject[];
    readonly #byKind = new Map<string, KubeObject[]>();
    readonly #byType = new Map<string, ResourceView[]>();
    readonly #byUrn = new Map<string, ResourceView>();
    readonly #named = new Map<string, KubeObject[]>();
    readonly #names = new Map<string, NameIndex>();
    readonly #indexes = new Map<string, SelectorIndex>();

    /**
     * @param resources What is judged.
     * @param read What exists already and is only read: it can be found, and is not judged.
     */
    constructor(
        readonly resources: readonly ResourceView[],
        read: readonly ResourceView[] = [],
    ) {
        this.objects = resources.filter((resource) => resource instanceof KubeObject);
        for (const view of resources) {
            push(this.#byType, view.type, view);
            if (view instanceof KubeObject) {
                push(this.#byKind, view.kind, view);
            }
        }
        for (const view of [...resources, ...read]) {
            if (view.resource.urn !== undefined) {
                this.#byUrn.set(view.resource.urn, view);
            }
            if (view instanceof KubeObject) {
                push(this.#named, view.kind, view);
            }
        }
    }

    /** The Kubernetes objects of a kind, in the order given: `Service`, `argoproj.io/Rollout`. */
    ofKind(selector: string): readonly KubeObject[] {
        const kind = selector.slice(selector.indexOf("/") + 1);
        return (this.#byKind.get(kind) ?? []).filter((object) => object.isKind(selector));
    }

    /** The resources of these Pulumi types, in the order given within a type. */
    ofType(...types: readonly string[]): readonly ResourceView[] {
        return types.flatMap((type) => this.#byType.get(type) ?? []);
    }

    /** The resource with a URN, among the judged and the read ones. */
    byUrn(urn: string): ResourceView | undefined {
        return this.#byUrn.get(urn);
    }

    /** What an input of a resource comes from: the resources that its value is an Output of. */
    sources(resource: ResourceView, input: string): readonly ResourceView[] {
        const urns = resource.resource.propertyDependencies?.[input] ?? [];
        return urns.flatMap((urn) => this.byUrn(urn) ?? []);
    }

    /**
     * Whether an input of one resource means another one: it is an Output of it, or is the same text as one of the other's
     * inputs (`bucket: "logs"` on both). Where the input is not known yet and comes from elsewhere, it hangs on that.
     */
    refersTo(from: ResourceView, input: string, to: ResourceView, ...names: readonly string[]): Truth {
        return this.means(from.get(input), from, input, to, ...names);
    }

    /** {@link refersTo} for a value below an input, or for a list of names. */
    means(value: Value, from: ResourceView, input: string, to: ResourceView, ...names: readonly string[]): Truth {
        const urns = from.resource.propertyDependencies?.[input] ?? [];
        if (to.resource.urn !== undefined && urns.includes(to.resource.urn)) {
            return true;
        }
        const isSame = (one: Value): Truth => {
            if (one.isUnknown) {
                return urns.length === 0 ? undecided(one) : false;
            }
            const text = one.string();
            return text === undefined
                ? false
                : any(...names.map((name) => holds(to.get(name), (own) => own.string() === text)));
        };
        return any(...(value.isList ? value.items() : [value]).map(isSame));
    }

    /** The Kubernetes object of a kind, namespace and name, judged or read: there, not there, or in doubt. */
    exists(kind: string, namespace: string | undefined, name: string): Truth {
        return this.names(kind).exists(namespace, name);
    }

    /** The Kubernetes objects of a kind, judged or read, that are known to have this namespace and name. */
    named(kind: string, namespace: string | undefined, name: string): readonly KubeObject[] {
        return this.names(kind).named(namespace, name);
    }

    private names(kind: string): NameIndex {
        const known = this.#names.get(kind);
        if (known !== undefined) {
            return known;
        }
        const candidates = this.#named.get(kind.slice(kind.indexOf("/") + 1)) ?? [];
        const index = new NameIndex(candidates.filter((object) => object.isKind(kind)));
        this.#names.set(kind, index);
        return index;
    }

    /** The Services, PodDisruptionBudgets or NetworkPolicies that select a pod of an object, the perhaps ones included. */
    selecting(
        kind: "Service" | "PodDisruptionBudget" | "NetworkPolicy",
        object: KubeObject,
        pod: PodView,
    ): Selecting[] {
        const known = this.#indexes.get(kind);
        const index = known ?? this.indexOf(kind);
        this.#indexes.set(kind, index);
        return index.selecting(object, pod.metadata.get("labels"));
    }

    private indexOf(kind: string): SelectorIndex {
        const { path, plain } = selectors[kind]!;
        const index = new SelectorIndex();
        for (const object of this.ofKind(kind)) {
            const selector = object.body.get(...path);
            if (selector.isUnset || (plain === true && selector.isMap && selector.keys().length === 0)) {
                continue; // it selects nothing
            }
            if (plain === true) {
                index.add(object, selector, (labels) => hasLabels(labels, selector));
            } else {
                index.add(object, selector.get("matchLabels"), (labels) => matchesSelector(labels, selector));
            }
        }
        return index;
    }
}

function push<T>(map: Map<string, T[]>, key: string, item: T): void {
    const list = map.get(key);
    if (list === undefined) {
        map.set(key, [item]);
    } else {
        list.push(item);
    }
}
