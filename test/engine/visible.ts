import assert from "node:assert/strict";
import { SecretValue, unknownValue, type EngineResource, type EngineResult } from "../../engine";

/** Everything a caller can see of a run, secrets and unknowns told apart from plain values. */
export function visible({ resources, outputs, diagnostics }: EngineResult): unknown {
    return show({ resources, outputs, diagnostics });
}

/** The value with secrets opened and marked, so that a comparison sees into them. */
function show(value: unknown): unknown {
    if (value instanceof SecretValue) {
        return { "(secret)": show(value.reveal()) };
    }
    if (value === unknownValue) {
        return "(unknown)";
    }
    if (Array.isArray(value)) {
        return value.map(show);
    }
    return typeof value === "object" && value !== null
        ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, show(inner)]))
        : value;
}

/** The only resource of this name. */
export function named(result: EngineResult, name: string): EngineResource {
    const [found, ...others] = result.resources.filter((resource) => resource.name === name);
    assert.ok(found !== undefined && others.length === 0, `one resource ${name}`);
    return found;
}
