import type { KubeObject } from "../harness/kubeClient";
import type { Properties } from "./standIn";

/**
 * The inputs of an update without those ignored paths that somebody else owns on the API server, and with the live
 * value at those that are ours: what the program once said there must not undo what an autoscaler has done since.
 */
export function dropOwnedByOthers(
    inputs: Properties,
    live: KubeObject,
    ignored: readonly string[],
    manager: string,
): Properties {
    const result = structuredCloneOf(inputs) as Properties;
    for (const path of ignored) {
        const steps = path.split(".");
        const owners = ownersOf(live, steps);
        if (owners.some((owner) => owner !== manager)) {
            set(result, steps, undefined);
        } else if (owners.length > 0) {
            set(result, steps, valueAt(live, steps));
        }
    }
    return result;
}

/** Who owns the field, by the names of their field managers. */
function ownersOf(live: KubeObject, steps: readonly string[]): string[] {
    return (live.metadata.managedFields ?? [])
        .filter(({ fieldsV1 }) => {
            const fields = steps.map((step) => `f:${step}`);
            return valueAt(fieldsV1, fields) !== undefined;
        })
        .map(({ manager }) => manager);
}

function valueAt(value: unknown, steps: readonly string[]): unknown {
    return steps.reduce<unknown>(
        (inner, step) => (typeof inner === "object" && inner !== null ? (inner as Properties)[step] : undefined),
        value,
    );
}

function set(target: Properties, steps: readonly string[], value: unknown): void {
    const last = steps.at(-1) ?? "";
    const parent = valueAt(target, steps.slice(0, -1));
    if (typeof parent === "object" && parent !== null) {
        if (value === undefined) {
            delete (parent as Properties)[last];
        } else {
            (parent as Properties)[last] = value;
        }
    }
}

/** A copy whose plain maps and lists may be changed; secrets are shared. */
function structuredCloneOf(value: unknown): unknown {
    if (Array.isArray(value)) {
        return value.map(structuredCloneOf);
    }
    return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype
        ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, structuredCloneOf(inner)]))
        : value;
}
