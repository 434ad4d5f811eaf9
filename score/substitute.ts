import { canonicalJson } from "../core/canonicalJson";
import { suggest } from "../core/nearest";
import { ProblemError } from "../core/problem";
import { asMap } from "./plainData";
import { parseTemplate } from "./template";

/** What placeholders are looked up in. */
export interface LookupContext {
    /** `metadata` of the workload. */
    metadata: Readonly<Record<string, unknown>>;
    /** For each resource, what `${resources.NAME.KEY...}` stands for; the keys are none in `${resources.NAME}`. */
    resources: Readonly<Record<string, (keys: readonly string[]) => unknown>>;
}

/**
 * The value of a placeholder's path.
 *
 * @throws ProblemError for another root, an unknown resource, a missing key or a step into something that is no map
 */
export function lookup(path: readonly string[], context: LookupContext): unknown {
    const [root, name, ...keys] = path;
    if (root === "metadata") {
        if (name === undefined) {
            throw failure(path, "placeholder-malformed", "a key of metadata is due", "write ${metadata.KEY}");
        }
        return lookupIn(context.metadata, path.slice(1), path);
    }
    if (root === "resources" && name !== undefined) {
        const resource = Object.hasOwn(context.resources, name) ? context.resources[name] : undefined;
        if (resource === undefined) {
            const hint = suggest(name, Object.keys(context.resources));
            throw failure(path, "unknown-resource", `there is no resource "${name}"`, hint);
        }
        return resource(keys);
    }
    throw failure(
        path,
        "placeholder-root",
        "not metadata.KEY or resources.NAME",
        "write $${...} where the text itself is meant",
    );
}

/**
 * Follows keys into a map of plain data, as `${metadata...}` does.
 *
 * @param whole the placeholder's whole path, for messages; default `keys`
 * @throws ProblemError where a key is missing or the step before it is no map
 */
export function lookupIn(value: unknown, keys: readonly string[], whole: readonly string[] = keys): unknown {
    let current = value;
    for (const key of keys) {
        const map = asMap(current);
        if (map === undefined) {
            throw failure(whole, "placeholder-not-a-map", `there is no map to look "${key}" up in`, "shorten the path");
        }
        if (!Object.hasOwn(map, key)) {
            throw failure(whole, "placeholder-missing-key", `there is no key "${key}"`, suggest(key, Object.keys(map)));
        }
        current = map[key];
    }
    return current;
}

/** A value as it stands inside a text: a string as it is, everything else as JSON. */
export function toText(value: unknown): string {
    return typeof value === "string" ? value : canonicalJson(value);
}

/** A text with every placeholder replaced by what `resolve` returns for its path. */
export function substitute(text: string, resolve: (path: readonly string[]) => unknown): string {
    return parseTemplate(text)
        .map((part) => (part.kind === "text" ? part.text : toText(resolve(part.path))))
        .join("");
}

/** Plain data with the placeholders of every string value replaced; keys stay as they are. */
export function substituteTree(value: unknown, resolve: (path: readonly string[]) => unknown): unknown {
    if (typeof value === "string") {
        return substitute(value, resolve);
    }
    if (Array.isArray(value)) {
        return value.map((item) => substituteTree(item, resolve));
    }
    const map = asMap(value);
    return map === undefined
        ? value
        : Object.fromEntries(Object.entries(map).map(([key, inner]) => [key, substituteTree(inner, resolve)]));
}

function failure(path: readonly string[], code: string, message: string, hint: string): ProblemError {
    const written = path.map((step) => step.replaceAll(".", "\\.")).join(".");
    return new ProblemError({ code, message: `\${${written}}: ${message}`, hint });
}
