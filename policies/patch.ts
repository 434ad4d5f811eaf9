import type { PathStep } from "../core/pointer";
import type { Value } from "./model/value";

/** One change that a remediation makes to an object. */
export type Patch = { op: "set"; at: Value; to: unknown } | { op: "remove"; at: Value };

/** Writes a value; maps on the way that aren't there are made. */
export function set(at: Value, to: unknown): Patch {
    return { op: "set", at, to };
}

/** Whether a value and all below it are known, so that nothing that isn't goes away with it. */
export function isKnown(value: Value): boolean {
    return !value.isUnknown && [...value.items(), ...value.entries()].every(isKnown);
}

/** Takes a value away. */
export function remove(at: Value): Patch {
    return { op: "remove", at };
}

/**
 * Applies patches in place: what they don't name stays the same object, marks of secrecy and unknowns included. One
 * that leads through an unknown or into a secret is left out. Items of lists are removed last first, so that places
 * stay what they were.
 *
 * @returns how many were applied.
 */
export function applyPatches(inputs: Record<string, unknown>, patches: readonly Patch[]): number {
    const changes = patches.filter(({ op }) => op === "set");
    const removals = patches.filter(({ op }) => op === "remove").sort((a, b) => lastStep(b) - lastStep(a));
    return [...changes, ...removals].filter((patch) => apply(inputs, patch)).length;
}

function lastStep({ at }: Patch): number {
    const step = at.steps.at(-1);
    return typeof step === "number" ? step : -1;
}

function apply(inputs: Record<string, unknown>, patch: Patch): boolean {
    const steps = [...patch.at.steps];
    const last = steps.pop();
    const holder = last === undefined ? undefined : open(inputs, steps, patch.op === "set");
    if (last === undefined || holder === undefined) {
        return false;
    }
    if (patch.op === "set") {
        const map = holder as Record<PathStep, unknown>;
        map[last] = keepMark(map[last], patch.to);
    } else if (Array.isArray(holder)) {
        holder.splice(Number(last), 1);
    } else {
        delete (holder as Record<PathStep, unknown>)[last];
    }
    return true;
}

/** The map or list at a path; where it is missing it is made (`create`). Undefined where something else stands there. */
function open(inputs: Record<string, unknown>, steps: readonly PathStep[], create: boolean): object | undefined {
    let holder: object = inputs;
    for (const step of steps) {
        const map = holder as Record<PathStep, unknown>;
        const there = Object.hasOwn(map, step) ? map[step] : undefined;
        if ((there === undefined || there === null) && create && typeof step === "string") {
            map[step] = {};
        } else if (!isPlain(there)) {
            return undefined;
        }
        holder = map[step] as object;
    }
    return holder;
}

function isPlain(value: unknown): value is object {
    return Array.isArray(value) || isMap(value);
}

function isMap(value: unknown): boolean {
    return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

/** What takes the place of a secret is one, whichever class marks it: ours or that of the policy SDK. */
function keepMark(old: unknown, value: unknown): unknown {
    const isSecret =
        typeof old === "object" && old !== null && ["SecretValue", "Secret"].includes(old.constructor.name);
    return isSecret ? new (old.constructor as new (inner: unknown) => unknown)(value) : value;
}
