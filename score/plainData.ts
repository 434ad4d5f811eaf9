import type { PathStep } from "../core/pointer";

/** Plain data as a map, or undefined where it is something else. */
export function asMap(value: unknown): Record<string, unknown> | undefined {
    return typeof value === "object" && value !== null && !Array.isArray(value)
        ? (value as Record<string, unknown>)
        : undefined;
}

/** The entries of a map; none where the value is no map. */
export function entriesOf(value: unknown): [string, unknown][] {
    return Object.entries(asMap(value) ?? {});
}

/** Every string value inside plain data, with its path; keys are none. */
export function stringsIn(value: unknown, path: PathStep[] = []): { path: PathStep[]; text: string }[] {
    if (typeof value === "string") {
        return [{ path, text: value }];
    }
    if (Array.isArray(value)) {
        return value.flatMap((item, index) => stringsIn(item, [...path, index]));
    }
    return entriesOf(value).flatMap(([key, inner]) => stringsIn(inner, [...path, key]));
}
