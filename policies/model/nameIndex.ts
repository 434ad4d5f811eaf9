import { undecided } from "../outcome";
import type { Truth } from "../truth";
import type { KubeObject } from "./kubeObject";
import { namespaceOf } from "./selectorIndex";

/** Objects of one kind, found by namespace and name. */
export class NameIndex {
    readonly #known = new Map<string, KubeObject[]>();
    /** Those whose namespace or name isn't known yet. */
    readonly #doubtful: KubeObject[] = [];

    constructor(objects: readonly KubeObject[]) {
        for (const object of objects) {
            const name = object.metadata.get("name");
            const namespace = namespaceOf(object);
            if (name.isUnknown || namespace === undefined) {
                this.#doubtful.push(object);
            } else if (name.string() !== undefined) {
                this.add(`${namespace}/${name.string()}`, object);
                this.add(`/${name.string()}`, object);
            }
        }
    }

    /** The objects that are known to have a name; without a namespace those of all namespaces. */
    named(namespace: string | undefined, name: string): readonly KubeObject[] {
        return this.#known.get(`${namespace ?? ""}/${name}`) ?? [];
    }

    /** Whether there is one: yes, no, or what that hangs on. */
    exists(namespace: string | undefined, name: string): Truth {
        if (this.named(namespace, name).length > 0) {
            return true;
        }
        const perhaps = this.#doubtful.find((object) => {
            const own = object.metadata.get("name");
            const elsewhere = namespace !== undefined && ![undefined, namespace].includes(namespaceOf(object));
            return !elsewhere && (own.isUnknown || own.string() === name);
        });
        if (perhaps === undefined) {
            return false;
        }
        const own = perhaps.metadata.get("name");
        return undecided(own.isUnknown ? own : perhaps.namespace);
    }

    private add(key: string, object: KubeObject): void {
        const known = this.#known.get(key);
        if (known === undefined) {
            this.#known.set(key, [object]);
        } else {
            known.push(object);
        }
    }
}
