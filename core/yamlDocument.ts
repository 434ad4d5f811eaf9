import { isScalar, LineCounter, parseDocument } from "yaml";
import type { PathStep } from "./pointer";
import { toPointer } from "./pointer";
import type { Place, Problem } from "./problem";
import { maxDepth, tooDeep, YamlTree, type YamlFault } from "./yamlTree";

/** Largest file read by default, in bytes: far above any hand-written file, far below what hurts. */
const defaultMaxBytes = 1024 * 1024;

/** One YAML (or JSON) document as plain data that still knows where each value stands. */
export interface YamlDocument {
    readonly file: string;
    readonly value: unknown;
    /** Line and column of the value at a path; of its key with `"key"`. Falls back to the nearest parent that exists. */
    place(path: readonly PathStep[], part?: "key" | "value"): Place;
    /** What is odd and keeps nobody from reading it; empty with the default reading. */
    readonly warnings: readonly Problem[];
}

/** Either a document or every reason why there is none. */
export type YamlResult =
    { document: YamlDocument; problems: readonly [] } | { document: undefined; problems: readonly Problem[] };

export interface YamlOptions {
    /** Largest size in bytes; default `defaultMaxBytes`. */
    maxBytes?: number;
    /** Another reading of the parsed nodes, whose plain scalars it resolves itself; default: YAML 1.2 as `YamlTree` reads it. */
    tree?: (contents: unknown) => YamlReading;
}

/** What a reading makes of a document's nodes. */
export interface YamlReading {
    readonly faults: readonly YamlFault[];
    /** What is odd and keeps nobody from reading the document. */
    readonly warnings: readonly YamlFault[];
    readonly value: unknown;
    offsetsOf(path: readonly PathStep[]): { key: number; value: number };
}

/**
 * Reads exactly one document: YAML 1.2 with merge keys, so `yes` and `on` stay strings, and duplicate keys,
 * a second document, binary data, huge files and alias bombs are problems instead of surprises.
 */
export function readYaml(file: string, bytes: string | Uint8Array, options: YamlOptions = {}): YamlResult {
    const fail = (code: string, message: string, hint: string, place: Place = {}): YamlResult => ({
        document: undefined,
        problems: [{ code, message, hint, file, ...place }],
    });
    const maxBytes = options.maxBytes ?? defaultMaxBytes;
    const size = typeof bytes === "string" ? Buffer.byteLength(bytes) : bytes.byteLength;
    if (size > maxBytes) {
        return fail(
            "file-too-large",
            `the file has ${size} bytes; at most ${maxBytes} are read`,
            "is this the right file?",
        );
    }
    const text = typeof bytes === "string" ? bytes : decode(bytes);
    if (text === undefined || text.includes("\0")) {
        return fail("not-text", "this is not a text file", "write YAML or JSON in UTF-8");
    }
    if (nestsTooDeeply(text)) {
        return fail(tooDeep.code, tooDeep.message, tooDeep.hint);
    }
    const lines = new LineCounter();
    const schema = options.tree === undefined ? ({ merge: true } as const) : ({ schema: "failsafe" } as const);
    const parsed = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: false, ...schema });
    if (parsed.errors.length > 0) {
        return {
            document: undefined,
            problems: onePerLine(parsed.errors.map((error) => syntaxProblem(file, error, lines))),
        };
    }
    if (parsed.contents === null || (isScalar(parsed.contents) && parsed.contents.source === "")) {
        return fail("empty-document", "the file holds no document", "write at least one key");
    }
    const tree: YamlReading = options.tree?.(parsed.contents) ?? new YamlTree(parsed.contents);
    const toProblem = ({ offset, ...fault }: YamlFault): Problem => ({ ...fault, file, ...position(lines, offset) });
    if (tree.faults.length > 0) {
        return { document: undefined, problems: tree.faults.map(toProblem) };
    }
    const place: YamlDocument["place"] = (path, part = "value") => ({
        file,
        ...position(lines, tree.offsetsOf(path)[part]),
        pointer: toPointer(path),
    });
    return { document: { file, value: tree.value, place, warnings: tree.warnings.map(toProblem) }, problems: [] };
}

function position(lines: LineCounter, offset: number | undefined): Place {
    if (offset === undefined) {
        return {};
    }
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
}

/**
 * Far more nesting than any document has, found before parsing: the parser recurses, and running out of stack inside
 * a regular expression ends the whole process. Brackets in plain text count too, which does no harm.
 */
function nestsTooDeeply(text: string): boolean {
    const columns: number[] = []; // where the maps and lists in block style around a line begin
    let brackets = 0;
    for (const line of text.split("\n")) {
        let column = line.length - line.trimStart().length;
        while ((columns.at(-1) ?? -1) >= column) {
            columns.pop();
        }
        columns.push(column);
        while (/^[-?:] /.test(line.slice(column, column + 2))) {
            column += 2;
            columns.push(column);
        }
        for (const character of line) {
            if (character === "[" || character === "{") {
                brackets++;
            } else if (brackets > 0 && (character === "]" || character === "}")) {
                brackets--;
            }
            if (columns.length + brackets > maxDepth) {
                return true;
            }
        }
    }
    return false;
}

function decode(bytes: Uint8Array): string | undefined {
    try {
        return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    } catch {
        return undefined;
    }
}

/** A syntax error in words of our own where the parser's would repeat what stands in the file. */
function syntaxProblem(
    file: string,
    error: { code: string; message: string; pos: [number, number] },
    lines: LineCounter,
): Problem {
    const place = { file, ...position(lines, error.pos[0]) };
    switch (error.code) {
        case "MULTIPLE_DOCS": {
            const message = "a second document begins here; only one is allowed";
            return { code: "several-documents", message, hint: "put each document into a file of its own", ...place };
        }
        case "RESOURCE_EXHAUSTION":
            return { ...tooDeep, ...place };
        case "TAG_RESOLVE_FAILED": {
            const message = "a value has a YAML tag that is not supported";
            return { code: "not-plain-data", message, hint: "put text that begins with ! in quotes", ...place };
        }
        default: {
            const [message = ""] = error.message.split(/: |(?<=escape sequence) /);
            const hint = "check the indentation, quotes and brackets around this place";
            return { code: "not-yaml", message, hint, ...place };
        }
    }
}

/** The first problem of each line: a missing bracket makes the parser complain several times. */
function onePerLine(problems: readonly Problem[]): Problem[] {
    const seen = new Set<number | undefined>();
    return problems.filter(({ line }) => !seen.has(line) && seen.add(line));
}
