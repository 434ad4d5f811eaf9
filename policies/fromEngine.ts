import type { PolicyResource } from "./resource";

/** What of an engine's registration the rules look at; `EngineResource` of `waymark/testing` is one. */
export interface RegisteredResource {
    urn: string;
    type: string;
    name: string;
    parent?: string;
    /** True for what exists already and is only read. */
    external?: boolean;
    inputs: Record<string, unknown>;
    propertyDependencies: Record<string, string[]>;
}

/**
 * A registration as the rules see it: its inputs, with secrets and unknowns still marked, and where it stands.
 *
 * @example
 * const { resources } = await preview(program);
 * const report = evaluate(resources.map(fromEngine), { tier: "prod" });
 */
export function fromEngine(resource: RegisteredResource): PolicyResource {
    const { urn, type, name, parent, external, inputs, propertyDependencies } = resource;
    return { urn, type, name, parent, external, inputs, propertyDependencies };
}
