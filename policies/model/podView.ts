import { ContainerView, type ContainerRole } from "./containerView";
import type { Value } from "./value";

/** A list of containers, or a single one, and the role that it gives them. */
export interface ContainerPlace {
    role: ContainerRole;
    list: Value;
    /** It holds one container instead of a list of them. */
    single?: boolean;
}

/** Where the parts of a pod stand in an object. */
export interface PodShape {
    metadata: Value;
    /** The pod's spec; after it those whose values hold where it has none. */
    specs: readonly [Value, ...Value[]];
    places: readonly ContainerPlace[];
    /** Values that containers have where they give none themselves. */
    containerDefaults?: Value;
    /** What is absent may be set by somebody else. */
    partial: boolean;
}

/** A pod, or the template of one, with what holds for each container worked out once. */
export class PodView {
    readonly metadata: Value;
    readonly spec: Value;
    /** From a patch: what is absent may be set by somebody else. */
    readonly partial: boolean;
    readonly containers: readonly ContainerView[];
    /** Lists of containers that are not known yet. */
    readonly unknownPlaces: readonly ContainerPlace[];
    readonly #specs: readonly Value[];

    constructor({ metadata, specs, places, containerDefaults, partial }: PodShape) {
        this.metadata = metadata;
        this.spec = specs[0];
        this.#specs = specs;
        this.partial = partial;
        this.unknownPlaces = places.filter(({ list }) => list.isUnknown);
        this.containers = places.flatMap(({ role, list, single }) => {
            const bodies = single === true ? [list].filter(({ isSet }) => isSet) : list.items();
            return bodies.map((body) => new ContainerView(this, body, role, containerDefaults));
        });
    }

    /** The lists of containers that are not known yet. */
    get unknownLists(): readonly Value[] {
        return this.unknownPlaces.map(({ list }) => list);
    }

    /** A label of the pod. */
    label(key: string): Value {
        return this.metadata.get("labels", key);
    }

    /** The annotations of the pod. */
    get annotations(): Value {
        return this.metadata.get("annotations");
    }

    /** An annotation of the pod. */
    annotation(key: string): Value {
        return this.metadata.get("annotations", key);
    }

    /** A field of the pod's spec: `hostNetwork`, or one below it. */
    get(...keys: readonly string[]): Value {
        const values = this.#specs.map((spec) => spec.get(...keys));
        return values.find((value) => !value.isUnset) ?? values[0]!;
    }

    /** A field of the pod's own security context, whether containers have it too (`runAsUser`) or not (`fsGroup`). */
    security(...keys: readonly string[]): Value {
        return this.get("securityContext", ...keys);
    }

    /** The pod's volumes; what is not known yet is among {@link unknownVolumes}. */
    get volumes(): readonly Value[] {
        return this.#specs.flatMap((spec) => spec.get("volumes").items());
    }

    /** Lists of volumes that are not known yet, which could hold any. */
    get unknownVolumes(): readonly Value[] {
        return this.#specs.map((spec) => spec.get("volumes")).filter((list) => list.isUnknown);
    }
}
