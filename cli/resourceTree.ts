import type { EngineResource } from "../engine/resource";

/** One line of the tree: what stands before the resource, and the resource. */
export interface TreeLine {
    branch: string;
    resource: EngineResource;
}

/** Root components in the order in which one reads an environment. */
const rootOrder = [
    "waymark:index:TeamNamespace",
    "waymark:index:PostgresDatabase",
    "waymark:index:BackingService",
    "waymark:index:SetupJob",
    "waymark:index:StandardService",
];

/** The resources below the stack as a tree, every child behind its parent. */
export function resourceTree(resources: readonly EngineResource[]): TreeLine[] {
    const children = new Map<string | undefined, EngineResource[]>();
    for (const resource of resources) {
        const known = children.get(resource.parent);
        if (known === undefined) {
            children.set(resource.parent, [resource]);
        } else {
            known.push(resource);
        }
    }
    const [stack] = children.get(undefined) ?? [];
    const below = (parent: EngineResource | undefined, indent: string): TreeLine[] => {
        const own = children.get(parent?.urn) ?? [];
        return own.flatMap((resource, index) => {
            const isLast = index === own.length - 1;
            return [
                { branch: `${indent}${isLast ? "└─ " : "├─ "}`, resource },
                ...below(resource, `${indent}${isLast ? "   " : "│  "}`),
            ];
        });
    };
    const roots = [...(children.get(stack?.urn) ?? [])].sort(
        (a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0),
    );
    return roots.flatMap((resource) => [{ branch: "", resource }, ...below(resource, "")]);
}

/** `kubernetes:apps/v1:Deployment` as a person says it: `Deployment`. */
export function shortType(type: string): string {
    return type.slice(type.lastIndexOf(":") + 1);
}

function rank({ type }: EngineResource): number {
    const index = rootOrder.indexOf(type);
    return index === -1 ? rootOrder.length : index;
}
