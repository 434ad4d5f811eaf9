import { getIn, type PathStep } from "../core/pointer";
import type { Place } from "../core/problem";

/** Part of a tier's settings that somebody changes, and the steps to it in the file where it stands. */
export interface OverrideLayer {
    overrides: unknown;
    at: readonly string[];
}

/**
 * Settings with overrides laid over them, map by map; anything else is replaced whole.
 *
 * @param changed is told the path of every value that was replaced
 */
export function merge(
    base: unknown,
    overrides: unknown,
    path: readonly string[],
    changed: (path: readonly string[]) => void,
): unknown {
    if (!isMap(base) || !isMap(overrides)) {
        changed(path);
        return overrides;
    }
    const own = (key: string): unknown => (Object.hasOwn(base, key) ? base[key] : undefined);
    const merged = Object.entries(overrides).map(([key, value]): [string, unknown] => [
        key,
        merge(own(key), value, [...path, key], changed),
    ]);
    return Object.fromEntries([...Object.entries(base), ...merged]);
}

/** The place of a setting in the layer that set it last, so that an error points at the line somebody wrote. */
export function placeOfSetting(
    path: readonly PathStep[],
    layers: readonly OverrideLayer[],
    place: (path: readonly PathStep[]) => Place,
): Place {
    const layer = [...layers].reverse().find(({ overrides }) => getIn(overrides, path) !== undefined);
    return layer === undefined ? {} : place([...layer.at, ...path]);
}

function isMap(value: unknown): value is Record<string, unknown> {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
