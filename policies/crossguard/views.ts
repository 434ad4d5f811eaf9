import type { PolicyResource as StackResource, PolicyResourceOptions } from "@pulumi/policy";
import { toView } from "../model/kubeObject";
import type { ResourceView } from "../model/resourceView";
import { SetView } from "../model/setView";
import type { PolicyResource } from "../resource";
import { rawProperties, withMarkers } from "./markers";

/** What the SDK tells of the resource that a policy looks at. */
interface Looked {
    type: string;
    urn: string;
    name: string;
    props: Record<string, unknown>;
    opts: PolicyResourceOptions;
}

/**
 * The views of resources, made once for all policies: the SDK gives each policy the same properties where it reads them
 * once, and where it doesn't, each policy gets a view of its own.
 */
export class Views {
    readonly #single = new WeakMap<object, ResourceView>();
    readonly #sets = new WeakMap<object, { raws: readonly object[]; set: SetView }>();

    /** The view of the resource that a resource policy is asked about. */
    of({ type, urn, name, props, opts }: Looked): ResourceView {
        const raw = rawProperties(props);
        const known = this.#single.get(raw);
        if (known !== undefined && known.resource.urn === urn) {
            return known;
        }
        const view = toView({ type, urn, name, ...ofOptions(opts), secretsOpen: true, inputs: withMarkers(raw) });
        this.#single.set(raw, view);
        return view;
    }

    /** The view of the whole stack. */
    ofStack(resources: readonly StackResource[]): SetView {
        const raws = resources.map(({ props }) => rawProperties(props));
        const [first] = raws;
        const known = first === undefined ? undefined : this.#sets.get(first);
        if (known?.raws.length === raws.length && known.raws.every((raw, index) => raw === raws[index])) {
            return known.set;
        }
        const set = new SetView(resources.map((resource, index) => toView(fromStack(resource, raws[index]!))));
        if (first !== undefined) {
            this.#sets.set(first, { raws, set });
        }
        return set;
    }
}

function fromStack(
    { type, urn, name, opts, propertyDependencies, parent }: StackResource,
    raw: Record<string, unknown>,
): PolicyResource {
    const dependencies = Object.entries(propertyDependencies).map(([key, on]) => [key, on.map((one) => one.urn)]);
    return {
        type,
        urn,
        name,
        ...ofOptions(opts),
        parent: parent?.urn ?? opts.parent,
        secretsOpen: true,
        inputs: withMarkers(raw),
        propertyDependencies: Object.fromEntries(dependencies) as Record<string, string[]>,
    };
}

/** What rules ask of a resource's options. */
function ofOptions({ parent, protect, ignoreChanges }: PolicyResourceOptions): Partial<PolicyResource> {
    return { parent, protect, ignoreChanges };
}
