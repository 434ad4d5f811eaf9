import type { EngineResource } from "./resource";

/**
 * Puts resources into the order that results promise: the stack first, each parent before its children, brothers and
 * sisters by URN (compared by code unit), each followed at once by its own children.
 */
export function inTreeOrder(resources: Iterable<EngineResource>): EngineResource[] {
    const children = new Map<string | undefined, EngineResource[]>();
    for (const resource of resources) {
        const siblings = children.get(resource.parent);
        if (siblings === undefined) {
            children.set(resource.parent, [resource]);
        } else {
            siblings.push(resource);
        }
    }
    const ordered: EngineResource[] = [];
    const waiting = byUrnDescending(children.get(undefined) ?? []);
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
        ordered.push(next);
        for (const child of byUrnDescending(children.get(next.urn) ?? [])) {
            waiting.push(child);
        }
    }
    return ordered;
}

function byUrnDescending(resources: EngineResource[]): EngineResource[] {
    return resources.sort((a, b) => (a.urn < b.urn ? 1 : a.urn > b.urn ? -1 : 0));
}
