import {
    isAlias,
    isMap,
    isNode,
    isScalar,
    isSeq,
    LineCounter,
    parseDocument,
    type Document,
    type Node,
    type Pair,
} from "yaml";
import type { PathStep } from "./pointer";
import { toPointer } from "./pointer";
import type { Place, Problem } from "./problem";

/** Largest file read by default, in bytes: far above any hand-written file, far below what hurts. */
export const defaultMaxBytes = 1024 * 1024;

/** One YAML (or JSON) document as plain data that still knows where each value stands. */
export interface YamlDocument {
    readonly file: string;
    readonly value: unknown;
    /** Line and column of the value at a path; of its key with `"key"`. Falls back to the nearest parent that exists. */
    place(path: readonly PathStep[], part?: "key" | "value"): Place;
}

/** Either a document or every reason why there is none. */
export type YamlResult =
    { document: YamlDocument; problems: readonly [] } | { document: undefined; problems: readonly Problem[] };

export interface YamlOptions {
    /** Largest size in bytes; default {@link defaultMaxBytes}. */
    maxBytes?: number;
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
        return fail("too-deep", "maps and lists are nested too deeply", "flatten the document");
    }
    const lines = new LineCounter();
    try {
        const parsed = parseDocument(text, {
            lineCounter: lines,
            merge: true,
            prettyErrors: false,
        });
        if (parsed.errors.length > 0) {
            return { document: undefined, problems: parsed.errors.map((error) => syntaxProblem(file, error, lines)) };
        }
        if (parsed.contents === null || (isScalar(parsed.contents) && parsed.contents.source === "")) {
            return fail("empty-document", "the file holds no document", "write at least one key");
        }
        const value = plainCopy(parsed.toJS({ maxAliasCount: 100 }), { left: maxValues });
        return { document: new ParsedYaml(file, value, parsed, lines), problems: [] };
    } catch (error) {
        if (error instanceof ReferenceError) {
            return fail(
                "too-many-aliases",
                "aliases blow this document up",
                "write the repeated parts out, or use fewer aliases",
            );
        }
        if (error instanceof NotPlainData) {
            return fail(
                "not-plain-data",
                error.message,
                "use maps, lists, strings, numbers, true, false and null only",
            );
        }
        throw error;
    }
}

/** Most values that a document may hold once its aliases are written out. */
const maxValues = 1_000_000;

class NotPlainData extends Error {}

/** Nothing shared between places (an alias is a copy), no dates or binary data, no key that JavaScript treats apart. */
function plainCopy(value: unknown, budget: { left: number }): unknown {
    if (--budget.left < 0) {
        throw new ReferenceError("too many values");
    }
    if (typeof value !== "object" || value === null) {
        return value;
    }
    if (Array.isArray(value)) {
        return value.map((item) => plainCopy(item, budget));
    }
    if (Object.getPrototypeOf(value) !== Object.prototype) {
        throw new NotPlainData("a value has a YAML tag that is not supported");
    }
    const copy: Record<string, unknown> = {};
    for (const [key, inner] of Object.entries(value)) {
        if (key === "__proto__") {
            throw new NotPlainData('"__proto__" is not allowed as a key');
        }
        copy[key] = plainCopy(inner, budget);
    }
    return copy;
}

/**
 * Far more nesting than any document has, found before parsing: the parser recurses, and running out of stack inside
 * a regular expression ends the whole process. Block style can't get there within the size limit.
 */
function nestsTooDeeply(text: string): boolean {
    const limit = 500;
    let depth = 0;
    for (const character of text) {
        if (character === "[" || character === "{") {
            depth++;
        } else if (depth > 0 && (character === "]" || character === "}")) {
            depth--;
        }
        if (depth > limit) {
            return true;
        }
    }
    return text.split("\n").some((line) => (/^(?:[ ]*[-?][ ])+/.exec(line)?.[0].split(/[-?]/).length ?? 0) > limit);
}

class ParsedYaml implements YamlDocument {
    constructor(
        readonly file: string,
        readonly value: unknown,
        private readonly document: Document,
        private readonly lines: LineCounter,
    ) {}

    place(path: readonly PathStep[], part: "key" | "value" = "value"): Place {
        let node: unknown = this.document.contents;
        let key: unknown = node;
        for (const step of path) {
            const next = this.child(node, step);
            if (next === undefined) {
                break;
            }
            key = next.key;
            node = next.value ?? next.key;
        }
        const offset = offsetOf(part === "key" ? key : node) ?? offsetOf(key) ?? 0;
        const { line, col } = this.lines.linePos(offset);
        return { file: this.file, line, column: col, pointer: toPointer(path) };
    }

    private child(parent: unknown, step: PathStep): { key: unknown; value: unknown } | undefined {
        const node = isAlias(parent) ? parent.resolve(this.document) : parent;
        if (isSeq(node)) {
            const item = node.items[Number(step)];
            return item === undefined ? undefined : { key: item, value: item };
        }
        if (!isMap(node)) {
            return undefined;
        }
        const own = node.items.find((pair) => keyText(pair) === String(step));
        if (own !== undefined) {
            return own;
        }
        for (const pair of node.items.filter((candidate) => isScalar(candidate.key) && candidate.key.source === "<<")) {
            const sources = isSeq(pair.value) ? pair.value.items : [pair.value];
            for (const source of sources) {
                const merged = this.child(source, step);
                if (merged !== undefined) {
                    return merged;
                }
            }
        }
        return undefined;
    }
}

function keyText(pair: Pair): string {
    return String(isScalar(pair.key) ? pair.key.value : pair.key);
}

function offsetOf(node: unknown): number | undefined {
    return isNode(node) ? ((node as Node).range?.[0] ?? undefined) : undefined;
}

function decode(bytes: Uint8Array): string | undefined {
    try {
        return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    } catch {
        return undefined;
    }
}

const syntaxHints: Record<string, [code: string, hint: string]> = {
    DUPLICATE_KEY: ["duplicate-key", "keep one of them"],
    MULTIPLE_DOCS: ["several-documents", "put each document into a file of its own"],
};

function syntaxProblem(
    file: string,
    error: { code: string; message: string; pos: [number, number] },
    lines: LineCounter,
): Problem {
    const [code, hint] = syntaxHints[error.code] ?? [
        "not-yaml",
        "check the indentation, quotes and brackets around this place",
    ];
    const { line, col } = lines.linePos(error.pos[0]);
    const message =
        error.code === "MULTIPLE_DOCS" ? "a second document begins here; only one is allowed" : error.message;
    return { code, message, hint, file, line, column: col };
}
