import { z } from "zod";
import { suggest } from "./nearest";
import { toPointer, type PathStep } from "./pointer";
import type { Place, Problem } from "./problem";

/** First line of the message of a map that knows its keys. */
const unknownKeys = "unknown keys";

/** A zod object that refuses unknown keys and names the nearest known one. */
export function strictMap<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
    const known = Object.keys(shape);
    return z.strictObject(shape, {
        error: (issue) =>
            issue.code === "unrecognized_keys"
                ? [unknownKeys, ...known].join("\n") // the known ones, for schemaProblems to suggest from
                : undefined,
    });
}

/** A zod message that also carries a hint; `schemaProblems` takes them apart again. */
export function withHint(message: string, hint: string): string {
    return `${message}\n${hint}`;
}

export interface SchemaProblemOptions {
    /** Where a path stands in its file; without it problems carry only the pointer. */
    place?: (path: readonly PathStep[], part: "key" | "value") => Place;
    /** Steps before the checked value, so that pointers start at the document. */
    prefix?: readonly PathStep[];
}

/** Checks a value and returns it typed, or every problem with its place. Values are never part of a message. */
export function check<T>(
    schema: z.ZodType<T>,
    value: unknown,
    options: SchemaProblemOptions = {},
): { value: T; problems: readonly [] } | { value: undefined; problems: readonly Problem[] } {
    const result = schema.safeParse(value, { reportInput: true });
    return result.success
        ? { value: result.data, problems: [] }
        : { value: undefined, problems: schemaProblems(result.error.issues, options) };
}

/** Turns zod's issues into problems, one per cause: unknown keys one by one, of a union the branch that fits best. */
function schemaProblems(issues: readonly z.core.$ZodIssue[], options: SchemaProblemOptions = {}): Problem[] {
    return issues.flatMap((issue) => {
        const path = [
            ...(options.prefix ?? []),
            ...issue.path.map((step) => (typeof step === "symbol" ? String(step) : step)),
        ];
        if (issue.code === "invalid_union" && issue.errors.length > 0) {
            const best = issue.errors.reduce((a, b) => (branchScore(b) > branchScore(a) ? b : a));
            return schemaProblems(best, { ...options, prefix: path });
        }
        if (issue.code === "unrecognized_keys") {
            return issue.keys.map((key) => {
                const [mark, ...known] = issue.message.split("\n");
                const hint = mark === unknownKeys ? suggest(key, known) : undefined;
                return problem("unknown-key", `unknown key "${key}"`, hint, [...path, key], "key", options);
            });
        }
        const { code, message } = describe(issue);
        const part = code === "missing-key" ? "value" : code === "bad-key" ? "key" : "value";
        const [text, hint] = message.split("\n");
        return [problem(code, text ?? "", hint, path, part, options)];
    });
}

function problem(
    code: string,
    message: string,
    hint: string | undefined,
    path: readonly PathStep[],
    part: "key" | "value",
    options: SchemaProblemOptions,
): Problem {
    const place = options.place?.(path, part) ?? {}; // may know better where the value came from
    return { code, message, ...(hint === undefined ? {} : { hint }), pointer: toPointer(path), ...place };
}

/** A deeper failure means that the branch fitted further. */
function branchScore(issues: readonly z.core.$ZodIssue[]): number {
    return Math.max(0, ...issues.map((issue) => issue.path.length * 10)) - issues.length;
}

function describe(issue: z.core.$ZodIssue): { code: string; message: string } {
    switch (issue.code) {
        case "invalid_type":
            return issue.input === undefined ? missing(issue) : wrongType(issue.input, issue.expected);
        case "invalid_value": {
            const hint = `use one of: ${issue.values.map(String).join(", ")}`;
            return issue.input === undefined
                ? missing(issue)
                : { code: "not-allowed", message: custom(issue) ?? withHint("this value is not allowed", hint) };
        }
        case "invalid_key":
            return { code: "bad-key", message: issue.issues[0]?.message ?? issue.message };
        case "too_small":
            return { code: "out-of-range", message: custom(issue) ?? limit("least", issue.minimum) };
        case "too_big":
            return { code: "out-of-range", message: custom(issue) ?? limit("most", issue.maximum) };
        case "invalid_format":
            return { code: "bad-format", message: issue.message };
        case "custom":
            if (issue.input === undefined) {
                return missing(issue);
            }
            return { code: String(issue.params?.["code"] ?? "not-allowed"), message: issue.message };
        default:
            return { code: "not-allowed", message: issue.message };
    }
}

function missing(issue: z.core.$ZodIssue): { code: string; message: string } {
    const key = keyName(issue);
    return { code: "missing-key", message: withHint(`${key} is required`, `add ${key}`) };
}

function limit(side: "least" | "most", value: number | bigint): string {
    return withHint(`must be at ${side} ${value}`, `write ${value} or ${side === "least" ? "more" : "less"}`);
}

/** Zod's names of types in the words of YAML. */
const expectedNames: Record<string, string> = {
    array: "a list",
    int: "a whole number",
    object: "a map",
    record: "a map",
};

function wrongType(input: unknown, expected: string): { code: string; message: string } {
    const due = expectedNames[expected] ?? `a ${expected}`;
    const found = expected === "int" && typeof input === "number" ? "another number" : typeName(input);
    return { code: "wrong-type", message: withHint(`${found} where ${due} is due`, typeHint(input, due)) };
}

function typeHint(input: unknown, due: string): string {
    if (input === null) {
        return "write a value, or leave the key out";
    }
    if (due === "a string" && typeof input !== "object") {
        return "put the value in quotes";
    }
    const hints: Record<string, string> = {
        "a list": 'write a list, with "- " before each item',
        "a map": 'write a map, a line "key: value" for each entry',
        "a boolean": "write true or false, without quotes",
    };
    return hints[due] ?? `write ${due}${typeof input === "string" ? ", without quotes" : ""}`;
}

/** The message where a schema set its own; zod's own ones begin "Invalid " or "Too ". */
function custom(issue: z.core.$ZodIssue): string | undefined {
    return /^(Invalid|Too) /.test(issue.message) ? undefined : issue.message;
}

function keyName(issue: z.core.$ZodIssue): string {
    const last = issue.path.at(-1);
    return typeof last === "string" ? `"${last}"` : "a value";
}

/** The type of a value in the words of YAML. */
export function typeName(value: unknown): string {
    if (value === null) {
        return "null";
    }
    if (Array.isArray(value)) {
        return "a list";
    }
    return typeof value === "object" ? "a map" : `a ${typeof value}`;
}
