import type { PathStep } from "../../core/pointer";
import { fromState } from "./engineValues";

/** A resource as a stack's state, a preview or a fragment of either holds it. */
export interface Registered {
    urn: string;
    type: string;
    inputs: Record<string, unknown>;
    parent?: string;
    external?: boolean;
    protect?: boolean;
    retainOnDelete?: boolean;
    ignoreChanges?: readonly string[];
    propertyDependencies?: Record<string, string[]>;
    /** Where its inputs stand in the document. */
    path: readonly PathStep[];
}

/** Steps of an update after which nothing is there. */
const endings = new Set([
    "delete",
    "delete-replaced",
    "read-discard",
    "discard",
    "discard-replaced",
    "remove-pending-replace",
]);

/**
 * The resources in an export of a stack (`pulumi stack export`), the output of `pulumi preview --json`, one event of an
 * engine's log, or a fragment `{resources: […]}`. Undefined where the value is none of these; an entry that is no
 * resource is a path.
 */
export function registeredResources(value: unknown): { found: Registered[]; wrong: PathStep[][] } | undefined {
    const entries = entriesOf(value);
    if (entries === undefined) {
        return undefined;
    }
    const found: Registered[] = [];
    const wrong: PathStep[][] = [];
    for (const { entry, path, op } of entries) {
        const { urn, type, inputs, parent, external, protect, retainOnDelete, ignoreChanges, propertyDependencies } =
            isMap(entry) ? entry : {};
        if (!isMap(entry) || typeof urn !== "string" || typeof type !== "string") {
            wrong.push([...path]);
        } else if (entry["delete"] !== true && type !== "pulumi:pulumi:Stack") {
            const known = isMap(inputs) ? (fromState(inputs) as Record<string, unknown>) : {};
            found.push({
                urn,
                type,
                inputs: known,
                path: [...path, "inputs"],
                ...(typeof parent === "string" && parent !== "" ? { parent } : {}),
                ...(external === true || op === "read" ? { external: true } : {}),
                ...(typeof protect === "boolean" ? { protect } : {}),
                ...(typeof retainOnDelete === "boolean" ? { retainOnDelete } : {}),
                ...(Array.isArray(ignoreChanges) ? { ignoreChanges: ignoreChanges.filter(isText) } : {}),
                ...(isMap(propertyDependencies) ? { propertyDependencies: asDependencies(propertyDependencies) } : {}),
            });
        }
    }
    return { found, wrong };
}

interface Entry {
    entry: unknown;
    path: readonly PathStep[];
    op?: unknown;
}

function entriesOf(value: unknown): Entry[] | undefined {
    if (!isMap(value)) {
        return undefined;
    }
    const { deployment, resources, steps, sequence } = value;
    if (isMap(deployment)) {
        return listed(deployment["resources"] ?? [], ["deployment", "resources"]);
    }
    if (Array.isArray(resources) && value["kind"] === undefined) {
        return listed(resources, ["resources"]);
    }
    if (Array.isArray(steps)) {
        return steps.flatMap((step: unknown, index) => stepEntry(step, "newState", ["steps", index]));
    }
    if (typeof sequence === "number") {
        const event = value["resourcePreEvent"]; // the others tell how a step went, or are no steps
        return isMap(event) ? stepEntry(event["metadata"], "new", ["resourcePreEvent", "metadata"]) : [];
    }
    // A preview without a step, and a stack without resources yet.
    return Object.hasOwn(value, "changeSummary") ? [] : undefined;
}

function listed(resources: unknown, path: readonly PathStep[]): Entry[] {
    return Array.isArray(resources)
        ? resources.map((entry: unknown, index) => ({ entry, path: [...path, index] }))
        : [{ entry: undefined, path }];
}

function stepEntry(step: unknown, key: string, path: readonly PathStep[]): Entry[] {
    const { op, urn, [key]: state } = isMap(step) ? step : {};
    if (!isMap(step) || endings.has(String(op)) || !isMap(state)) {
        return [];
    }
    return [{ entry: { urn, ...state }, path: [...path, key], op }];
}

function asDependencies(value: Record<string, unknown>): Record<string, string[]> {
    const lists = Object.entries(value).map(([key, on]) => [key, Array.isArray(on) ? on.filter(isText) : []] as const);
    return Object.fromEntries(lists);
}

function isText(value: unknown): value is string {
    return typeof value === "string";
}

function isMap(value: unknown): value is Record<string, unknown> {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
