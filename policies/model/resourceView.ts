import type { ObjectReference } from "../objectReference";
import type { PolicyResource } from "../resource";
import { Value, type ValueOwner } from "./value";

/** Any resource, read through values that know their paths. Kubernetes objects are more: `KubeObject`. */
export class ResourceView implements ValueOwner {
    /** All inputs. */
    readonly body: Value;
    #reference: ObjectReference | undefined;

    constructor(readonly resource: PolicyResource) {
        this.body = Value.root(resource.inputs, this);
    }

    /** Pulumi's type token: `aws:rds/instance:Instance`. */
    get type(): string {
        return this.resource.type;
    }

    /** Types of the components around it, outermost first: `waymark:index:StandardService`. Empty where none is known. */
    get ancestorTypes(): readonly string[] {
        const chain = this.resource.urn?.split("::")[2]?.split("$") ?? [];
        return chain.slice(0, -1);
    }

    /** An input, or one below it. */
    get(...keys: readonly string[]): Value {
        return this.body.get(...keys);
    }

    /** True where findings are a guess and never mandatory. */
    get guessed(): boolean {
        return false;
    }

    /** How reports name it. */
    reference(): ObjectReference {
        return (this.#reference ??= this.refer());
    }

    protected refer(): ObjectReference {
        const { type, name, urn } = this.resource;
        return { apiVersion: null, kind: null, namespace: null, name, type, urn: urn ?? null };
    }
}
