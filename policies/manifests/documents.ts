import type { PathStep } from "../../core/pointer";
import { toPointer } from "../../core/pointer";
import type { Place, Problem } from "../../core/problem";
import { readYaml, type YamlDocument, type YamlResult } from "../../core/yamlDocument";
import { maxDepth, tooDeep } from "../../core/yamlTree";
import { JsonText } from "./jsonText";
import { KubernetesYaml } from "./kubernetesYaml";

/** Largest single document of YAML, in bytes. JSON costs far less to read, so it has no such limit. */
const maxYamlBytes = 16 * 1024 * 1024;

/** One document of a file as plain data that knows where its values stand; or what keeps it from being one. */
export type ReadDocument =
    | { value: unknown; place: (path: readonly PathStep[]) => Place; warnings: readonly Problem[] }
    | { problems: readonly Problem[] };

/** The documents of a text, one after the other: YAML as Kubernetes reads it, JSON, or one JSON value per line. */
export function* readDocuments(file: string, text: string): Iterable<ReadDocument> {
    const bare = text.startsWith("\uFEFF") ? text.slice(1) : text;
    const json = /^\s*[[{]/.test(bare) || /^\{"/m.test(bare) ? readJson(file, bare) : undefined;
    if (json !== undefined) {
        yield* json;
        return;
    }
    for (const { line, text: part } of splitDocuments(bare)) {
        yield* readOne(file, part, line);
    }
}

/** The text as JSON, or as one JSON value per line; undefined where it is neither. */
function readJson(file: string, text: string): ReadDocument[] | undefined {
    try {
        return [jsonDocument(file, JSON.parse(text), new JsonText(text), 0)];
    } catch {
        // Not one JSON value: lines of it, or YAML that begins with a bracket.
    }
    const lines = text.split("\n").map((line, index) => ({ line, index }));
    const filled = lines.filter(({ line }) => line.trim() !== "");
    const values = filled.filter(({ line }) => /^\{.*\}\s*$/.test(line));
    // Half of the lines: a word of a plugin or a line that broke off is no reason to lose the others.
    const isLines = filled.length > 1 && values.length * 2 >= filled.length;
    if (!isLines || filled.some(({ line }) => /^---\s*$/.test(line))) {
        return undefined;
    }
    return filled.map(({ line, index }) => {
        try {
            return jsonDocument(file, JSON.parse(line), new JsonText(line), index);
        } catch {
            const hint = "one JSON value is due on each line; is the file whole?";
            return {
                problems: [
                    { code: "not-json", message: "this line is no JSON", hint, file, line: index + 1, column: 1 },
                ],
            };
        }
    });
}

function jsonDocument(file: string, value: unknown, json: JsonText, linesBefore: number): ReadDocument {
    if (isDeeper(value, maxDepth)) {
        return { problems: [{ ...tooDeep, file, line: linesBefore + 1, column: 1 }] };
    }
    const place = (path: readonly PathStep[]): Place => {
        const { line, column } = json.place(path);
        return { file, line: line + linesBefore, column, pointer: toPointer(path) };
    };
    return { value, place, warnings: [] };
}

function isDeeper(value: unknown, levels: number): boolean {
    if (typeof value !== "object" || value === null) {
        return false;
    }
    return levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1));
}

function* readOne(file: string, text: string, linesBefore: number): Iterable<ReadDocument> {
    const result = readKubernetesYaml(file, text);
    if (result.document === undefined) {
        const problems = result.problems
            .filter(({ code }) => code !== "empty-document")
            .map((problem) => shift({ line: 1, column: 1, ...explain(problem) }, linesBefore));
        if (problems.length > 0) {
            yield { problems };
        }
        return;
    }
    const { value, warnings } = result.document;
    yield {
        value,
        warnings: warnings.map((warning) => shift(warning, linesBefore)),
        place: placesOf(file, text, result.document, linesBefore),
    };
}

/**
 * Places in a document. The nodes of the parser take many times the memory of the text, so they may go when memory
 * gets short, and the text is then read again.
 */
function placesOf(file: string, text: string, document: YamlDocument, linesBefore: number): YamlDocument["place"] {
    let nodes = new WeakRef(document);
    return (path) => {
        let read = nodes.deref();
        if (read === undefined) {
            read = readKubernetesYaml(file, text).document!; // it was readable before
            nodes = new WeakRef(read);
        }
        return shift(read.place(path), linesBefore);
    };
}

function readKubernetesYaml(file: string, text: string): YamlResult {
    return readYaml(file, text, { maxBytes: maxYamlBytes, tree: (contents) => new KubernetesYaml(contents) });
}

/** Hints that are better known here than where a single document is read. */
function explain(problem: Problem): Problem {
    switch (problem.code) {
        case "file-too-large":
            return {
                ...problem,
                code: "document-too-large",
                message: `a YAML document is larger than ${maxYamlBytes} bytes`,
                hint: "part it with lines of ---, or write it as JSON (kubectl get -o json), which may be larger",
            };
        case "several-documents":
            return { ...problem, hint: "part documents with a line of ---" };
        default:
            return problem;
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
    return [...documents, { line, text: text.slice(start) }].filter((document) => !isNothing(document.text));
}

/** Nothing but space, comments and directives. */
function isNothing(text: string): boolean {
    return !/^[ \t\r]*[^\s#%]/m.test(text);
}

function shift<T extends Place>(place: T, lines: number): T {
    return place.line === undefined ? place : { ...place, line: place.line + lines };
}
