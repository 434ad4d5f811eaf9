import type { Place } from "./problem";

/**
 * Where a value came from:
 * `default` (the same in every environment), `tier` (data of the tier), `configuration` (stack configuration),
 * `score` (a Score file) or `args` (arguments in TypeScript).
 */
export interface Origin {
    kind: "default" | "tier" | "configuration" | "score" | "args";
    /** The tier's name for `tier`, the environment's for `configuration`. */
    detail?: string;
    /** File and line, for `score` and `configuration`. */
    place?: Place;
}

/** `tier prod`, `score.yaml:12`, `default`: an origin in the words a person reads. */
export function formatOrigin(origin: Origin): string {
    const words = origin.detail === undefined ? origin.kind : `${origin.kind} ${origin.detail}`;
    const { file, line } = origin.place ?? {};
    return file === undefined ? words : `${words} (${file}${line === undefined ? "" : `:${line}`})`;
}
