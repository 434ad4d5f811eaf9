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
    /** Resource options that hold after inheritance; default none. */
    options?: { protect?: boolean; retainOnDelete?: boolean; ignoreChanges?: readonly string[] };
}

/**
 * A registration as the rules see it: its inputs, with secrets and unknowns still marked, where it stands, and which
 * options guard it.
 *
 * @example
 * const { resources } = await preview(program);
 * const report = evaluate(resources.map(fromEngine), { tier: "prod" });
 */
export function fromEngine(resource: RegisteredResource): PolicyResource {
    const { urn, type, name, parent, external, inputs, propertyDependencies, options = {} } = resource;
    const { protect, retainOnDelete, ignoreChanges } = options;
    const guards = { protect, retainOnDelete, ignoreChanges };
    return { urn, type, name, parent, external, inputs, propertyDependencies, ...guards };
}
