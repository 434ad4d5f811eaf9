import { toPointer, type PathStep } from "../core/pointer";
import { ProblemError, type Place, type Problem } from "../core/problem";
import { readYaml, type YamlDocument } from "../core/yamlDocument";
import { overridePath, pathParts, type Change } from "./overridePath";
import { asMap } from "./plainData";

/** What replaces parts of a Score file before it is judged. */
export interface Overrides {
    /** A file of the same form: maps are merged, `null` deletes, everything else replaces. */
    file?: { name: string; bytes: string | Uint8Array };
    /** `path=value`, in order after the file: the value is YAML, none of it deletes. */
    properties?: readonly string[];
}

/** Part of a document that an override gave. */
interface Layer {
    at: readonly string[];
    place: (below: readonly PathStep[], part?: "key" | "value") => Place;
}

/** A document with overrides laid over it. What they gave has its place in them. */
export function overridden(
    document: YamlDocument,
    { file, properties = [] }: Overrides,
): { document: YamlDocument; problems: readonly Problem[] } {
    if (file === undefined && properties.length === 0) {
        return { document, problems: [] };
    }
    const layers: Layer[] = [];
    const problems: Problem[] = [];
    let value = document.value;
    if (file !== undefined) {
        const { document: over, problems: found } = readYaml(file.name, file.bytes);
        problems.push(...found.filter(({ code }) => code !== "empty-document"));
        if (over !== undefined) {
            value = mergeMaps(value, over.value, [], (at) =>
                layers.push({ at, place: (below, part) => over.place([...at, ...below], part) }),
            );
        }
    }
    for (const property of properties) {
        try {
            const { path, change } = readProperty(property);
            value = overridePath(value, path, change);
            layers.push({ at: listAbove(value, path), place: () => placeOf(path) });
        } catch (error) {
            if (!(error instanceof ProblemError)) {
                throw error;
            }
            problems.push(...error.problems.map((problem) => ({ ...problem, ...placeOf(pathOf(property)) })));
        }
    }
    const place: YamlDocument["place"] = (path, part) => {
        const layer = [...layers].reverse().find(({ at }) => at.every((step, index) => step === String(path[index])));
        return layer === undefined
            ? document.place(path, part)
            : { ...layer.place(path.slice(layer.at.length), part), pointer: toPointer(path) };
    };
    return { document: { ...document, value, place }, problems };
}

/**
 * Maps merged: keys of both recursively, `null` deletes, anything else replaces.
 *
 * @param replaced is told the path of each value that the second map gave
 */
export function mergeMaps(
    base: unknown,
    over: unknown,
    path: readonly string[],
    replaced: (path: readonly string[]) => void,
): unknown {
    const [below, above] = [asMap(base), asMap(over)];
    if (below === undefined || above === undefined) {
        replaced(path);
        return over;
    }
    const merged = new Map(Object.entries(below));
    for (const [key, value] of Object.entries(above)) {
        if (value === null) {
            merged.delete(key);
        } else {
            merged.set(key, mergeMaps(merged.get(key), value, [...path, key], replaced));
        }
    }
    return Object.fromEntries(merged);
}

function readProperty(property: string): { path: string[]; change: Change } {
    const path = pathOf(property);
    if (!property.includes("=") || path.some((step) => step === "")) {
        throw new ProblemError({
            code: "override-property",
            message: "this is not of the form PATH=VALUE",
            hint: "write for example containers.web.image=nginx:1.27; with nothing behind the = the value is deleted",
        });
    }
    const text = property.slice(property.indexOf("=") + 1);
    const { document, problems } = readYaml("", text);
    if (document === undefined && problems.some(({ code }) => code !== "empty-document")) {
        throw new ProblemError(problems.map(({ code, message, hint }) => ({ code, message, hint })));
    }
    const value = document?.value ?? null;
    return { path, change: value === null ? { kind: "delete" } : { kind: "set", value } };
}

function pathOf(property: string): string[] {
    return pathParts(property.split("=")[0] ?? "");
}

/** The option as a place. What stands behind the = may be a secret and is not printed. */
function placeOf(path: readonly string[]): Place {
    return { file: "--override-property", pointer: toPointer(path) };
}

/** Where an override begins to count: in a list it moves the others, so there the list as a whole is from here. */
function listAbove(value: unknown, path: readonly string[]): readonly string[] {
    let current = value;
    for (const [index, step] of path.entries()) {
        if (Array.isArray(current)) {
            return path.slice(0, index);
        }
        const map = asMap(current);
        current = map !== undefined && Object.hasOwn(map, step) ? map[step] : undefined;
    }
    return path;
}
