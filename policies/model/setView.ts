import type { KubeObject } from "./kubeObject";

/** All objects that are judged together. */
export class SetView {
    readonly #byKind = new Map<string, KubeObject[]>();

    constructor(readonly objects: readonly KubeObject[]) {
        for (const object of objects) {
            const same = this.#byKind.get(object.kind);
            if (same === undefined) {
                this.#byKind.set(object.kind, [object]);
            } else {
                same.push(object);
            }
        }
    }

    /** The objects of one kind, in the order given. */
    ofKind(kind: string): readonly KubeObject[] {
        return this.#byKind.get(kind) ?? [];
    }
}
