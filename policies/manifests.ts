import type { PathStep } from "../core/pointer";
import type { Place, Problem } from "../core/problem";
import { readYaml } from "../core/yamlDocument";
import type { PolicyResource } from "./resource";

/** Largest file of manifests, in bytes. */
const maxBytes = 64 * 1024 * 1024;

export interface Manifests {
    resources: PolicyResource[];
    problems: Problem[];
}

/**
 * Kubernetes objects of a file: YAML documents or JSON, lists (`kind: List`) flattened. A bad document is a problem and
 * never hides the others; an empty one is nothing.
 *
 * @param file The file as the user named it; findings carry it.
 */
export function fromManifests(file: string, text: string): Manifests {
    const found: Manifests = { resources: [], problems: [] };
    for (const { line, text: document } of splitDocuments(text)) {
        const result = readYaml(file, document, { maxBytes });
        if (result.document === undefined) {
            const problems = result.problems.filter(({ code }) => code !== "empty-document");
            found.problems.push(...problems.map((problem) => shift(problem, line)));
            continue;
        }
        const { document: read } = result;
        collect(read.value, [], { file, found, place: (path) => shift(read.place(path), line) });
    }
    return found;
}

interface Source {
    file: string;
    found: Manifests;
    place: (path: readonly PathStep[]) => Place;
}

function collect(value: unknown, prefix: readonly PathStep[], source: Source): void {
    const { file, found } = source;
    const { apiVersion, kind, items, metadata } = isMap(value) ? value : {};
    if (!isMap(value) || typeof apiVersion !== "string" || typeof kind !== "string") {
        found.problems.push({
            code: "no-kubernetes-object",
            message: "this is no Kubernetes object",
            hint: "a Kubernetes object has the keys apiVersion and kind",
            ...source.place(prefix),
        });
    } else if (kind.endsWith("List") && Array.isArray(items)) {
        items.forEach((item, index) => collect(item, [...prefix, "items", index], source));
    } else {
        const named = isMap(metadata) ? (metadata["name"] ?? metadata["generateName"]) : undefined;
        found.resources.push({
            type: `kubernetes:${apiVersion.includes("/") ? apiVersion : `core/${apiVersion}`}:${kind}`,
            name: typeof named === "string" ? named : "",
            inputs: value,
            file,
            place: (path) => source.place([...prefix, ...path]),
        });
    }
}

/** The documents of a YAML stream and how many lines stand before each. A line `---` always parts documents. */
function splitDocuments(text: string): { line: number; text: string }[] {
    const documents: { line: number; text: string }[] = [];
    let start = 0;
    let line = 0;
    let lines = 0;
    for (const match of text.matchAll(/\n(?=(---(?:[ \t\r\n]|$))?)/g)) {
        lines += 1;
        if (match[1] !== undefined) {
            documents.push({ line, text: text.slice(start, match.index + 1) });
            start = match.index + 1;
            line = lines;
        }
    }
    return [...documents, { line, text: text.slice(start) }].filter((document) => document.text.trim() !== "");
}

function shift<T extends Place>(place: T, lines: number): T {
    return place.line === undefined ? place : { ...place, line: place.line + lines };
}

function isMap(value: unknown): value is Record<string, unknown> {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
