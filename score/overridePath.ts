import { ProblemError } from "../core/problem";
import { asMap } from "./plainData";

/** The steps of a path as `--override-property` writes it: dots separate, `\.` is a dot and `\\` a backslash. */
export function pathParts(path: string): string[] {
    const parts = [""];
    for (const [token] of path.matchAll(/\\[\\.]|[^]/g)) {
        if (token === ".") {
            parts.push("");
        } else {
            parts[parts.length - 1] += token.length === 2 ? token.slice(1) : token;
        }
    }
    return parts;
}

/** A change of one value: a new one, or its removal. */
export type Change = { kind: "set"; value: unknown } | { kind: "delete" };

/**
 * Data with one value changed; what is on the way is copied, never changed. Maps that are missing are made, lists are
 * stepped into by index, `-1` appends.
 *
 * @throws ProblemError for an index that is none or out of range, and for a step into something without keys
 */
export function overridePath(value: unknown, path: readonly string[], change: Change): unknown {
    const [step, ...rest] = path;
    if (step === undefined) {
        return change.kind === "set" ? change.value : undefined;
    }
    if (Array.isArray(value)) {
        return overrideItem(value, step, rest, change);
    }
    const map = value === undefined && change.kind === "set" ? {} : asMap(value);
    if (map === undefined) {
        if (value === undefined) {
            return undefined; // nothing to delete
        }
        throw failure(`there is neither a map nor a list to find "${step}" in`, "shorten the path");
    }
    const own = Object.hasOwn(map, step) ? map[step] : undefined;
    const changed = overridePath(own, rest, change);
    const entries = Object.entries(map).filter(([key]) => key !== step);
    if (changed === undefined) {
        return Object.fromEntries(entries);
    }
    return Object.hasOwn(map, step)
        ? Object.fromEntries(Object.entries(map).map(([key, inner]) => [key, key === step ? changed : inner]))
        : Object.fromEntries([...entries, [step, changed]]);
}

function overrideItem(list: readonly unknown[], step: string, rest: readonly string[], change: Change): unknown[] {
    if (!/^(-1|\d+)$/.test(step)) {
        throw failure(`"${step}" is no index of a list`, "write a number from 0, or -1 to append");
    }
    const index = Number(step);
    if (index === -1 && change.kind === "set") {
        return [...list, overridePath(undefined, rest, change)];
    }
    if (index < 0 || index >= list.length) {
        const last = list.length === 0 ? "it is empty" : `its last index is ${list.length - 1}`;
        throw failure(`"${step}" is out of the range of the list`, `${last}; -1 appends`);
    }
    if (rest.length === 0 && change.kind === "delete") {
        return list.filter((_, at) => at !== index);
    }
    return list.map((item, at) => (at === index ? overridePath(item, rest, change) : item));
}

function failure(message: string, hint: string): ProblemError {
    return new ProblemError({ code: "override-path", message, hint });
}
