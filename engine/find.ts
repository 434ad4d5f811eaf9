import type { EngineResource, EngineResult } from "./resource";

/** What a resource is looked for by; at least one of them. */
export interface ResourceQuery {
    /** Type token, or its last part: `Deployment` finds `kubernetes:apps/v1:Deployment`. */
    type?: string;
    /** Logical name. */
    name?: string;
}

/** All resources that the query describes, in the result's order. */
export function findResources(result: EngineResult, query: ResourceQuery): EngineResource[] {
    return result.resources.filter(
        ({ type, name }) =>
            (query.type === undefined || type === query.type || type.endsWith(`:${query.type}`)) &&
            (query.name === undefined || name === query.name),
    );
}
