import { isQuantity } from "../../core/quantity";
import type { PathStep } from "../../core/pointer";
import { SecretValue, unknownValue } from "../../core/values";
import { kubernetesSchemaText } from "../data/kubernetesSchema";

/**
 * Type of a field: `string`, `integer`, `number`, `boolean`, `quantity`, `intOrString`, `time`, `bytes` (base64), `any`;
 * `=A|B` one of these texts; `[]T` a list, `{}T` a map of T; else the name of a type with fields.
 */
type FieldType = string;

interface Schema {
    /** By `apiVersion` and kind. */
    kinds: Record<string, Record<string, FieldType>>;
    /** Fields by name; a `!` behind it says that the field must be there. */
    types: Record<string, Record<string, FieldType>>;
}

/** A type with fields, as the check wants it. */
interface Fields {
    types: ReadonlyMap<string, FieldType>;
    required: readonly string[];
}

/** A place in an object that isn't as the schema says, or that isn't known yet. */
export interface Flaw {
    steps: readonly PathStep[];
    wrong: "unknown" | "field" | "type" | "text" | "missing";
    /** What must stand there, in words; for `field` nothing. */
    expected?: string;
    /** For `field`: the fields that there are. */
    known?: Iterable<string>;
}

let parsed: Schema | undefined;
const fieldsOfTypes = new Map<string, Fields>();

/** The type of a kind; `any` for what nobody keeps a manifest of, undefined where the version has no such kind. */
export function typeOfKind(apiVersion: string, kind: string): FieldType | undefined {
    const kinds = ownValue(schema().kinds, apiVersion) ?? {};
    return ownValue(kinds, kind);
}

/** Kinds of an API version; none of one that isn't known. */
export function kindsOf(apiVersion: string): string[] {
    return Object.keys(ownValue(schema().kinds, apiVersion) ?? {});
}

/** Stable API versions that have a kind; where there is none, the others. */
export function versionsWith(kind: string): string[] {
    const all = Object.entries(schema().kinds).flatMap(([version, kinds]) =>
        Object.hasOwn(kinds, kind) ? [version] : [],
    );
    const stable = all.filter((version) => !/v\d+(alpha|beta)\d+$/.test(version));
    return stable.length === 0 ? all : stable;
}

/** What in an object isn't as its type says, in the order in which it is written. */
export function flawsIn(type: FieldType, object: unknown): Flaw[] {
    const comparison = { steps: [], flaws: [] };
    compare(type, object, comparison);
    return comparison.flaws;
}

/** The flaws up to a place. One list of steps for all places: most objects have no flaw, and need no copy. */
interface Comparison {
    steps: PathStep[];
    flaws: Flaw[];
}

function compare(type: FieldType, given: unknown, comparison: Comparison): void {
    let value = given;
    while (value instanceof SecretValue) {
        value = value.reveal();
    }
    if (type === "any" || value === undefined || value === null) {
        return;
    }
    const simple = primitives[type];
    if (value === unknownValue) {
        add(comparison, { wrong: "unknown" });
    } else if (simple !== undefined) {
        if (!simple.test(value)) {
            add(comparison, { wrong: "type", expected: simple.expected });
        }
    } else if (type.startsWith("=")) {
        compareText(type.slice(1).split("|"), value, comparison);
    } else if (type.startsWith("[]")) {
        compareList(type.slice(2), value, comparison);
    } else {
        compareMap(type, value, comparison);
    }
}

function compareList(type: FieldType, list: unknown, comparison: Comparison): void {
    if (!Array.isArray(list)) {
        add(comparison, { wrong: "type", expected: "a list" });
        return;
    }
    list.forEach((item, index) => compareAt(index, type, item, comparison));
}

/** A map of any keys, or one with fields. */
function compareMap(type: FieldType, map: unknown, comparison: Comparison): void {
    if (!isMap(map)) {
        add(comparison, { wrong: "type", expected: "a map" });
        return;
    }
    const fields = type.startsWith("{}") ? undefined : fieldsOf(type);
    for (const key of Object.keys(map)) {
        const inner = fields === undefined ? type.slice(2) : fields.types.get(key);
        if (inner === undefined) {
            add(comparison, { wrong: "field", known: fields!.types.keys() }, key);
        } else {
            compareAt(key, inner, map[key], comparison);
        }
    }
    for (const key of fields?.required ?? []) {
        if (!Object.hasOwn(map, key) || map[key] === undefined || map[key] === null) {
            add(comparison, { wrong: "missing" }, key);
        }
    }
}

/** Empty text counts as unset: Kubernetes fills in the default. */
function compareText(texts: readonly string[], value: unknown, comparison: Comparison): void {
    if (typeof value !== "string") {
        add(comparison, { wrong: "type", expected: "text" });
    } else if (value !== "" && !texts.includes(value)) {
        add(comparison, { wrong: "text", expected: `one of ${texts.join(", ")}` });
    }
}

function compareAt(step: PathStep, type: FieldType, value: unknown, comparison: Comparison): void {
    comparison.steps.push(step);
    compare(type, value, comparison);
    comparison.steps.pop();
}

function add({ steps, flaws }: Comparison, flaw: Omit<Flaw, "steps">, ...more: PathStep[]): void {
    flaws.push({ ...flaw, steps: [...steps, ...more] });
}

const primitives: Readonly<Partial<Record<FieldType, { expected: string; test: (value: unknown) => boolean }>>> = {
    string: { expected: "text", test: (value) => typeof value === "string" },
    boolean: { expected: "true or false", test: (value) => typeof value === "boolean" },
    number: { expected: "a number", test: (value) => typeof value === "number" },
    integer: { expected: "a whole number", test: Number.isInteger },
    intOrString: {
        expected: "a whole number or text",
        test: (value) => typeof value === "string" || Number.isInteger(value),
    },
    quantity: {
        expected: "a quantity such as 250m or 256Mi",
        test: (value) => typeof value === "number" || (typeof value === "string" && isQuantity(value)),
    },
    time: {
        expected: "a time such as 2026-12-01T00:00:00Z",
        test: (value) => typeof value === "string" && /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d/.test(value),
    },
    bytes: {
        expected: "base64",
        test: (value) => typeof value === "string" && isBase64(value.replaceAll(/[\r\n]/g, "")),
    },
};

function isBase64(text: string): boolean {
    return text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text);
}

function fieldsOf(type: string): Fields {
    const known = fieldsOfTypes.get(type);
    if (known !== undefined) {
        return known;
    }
    const entries = Object.entries(schema().types[type]!);
    const name = (key: string): string => (key.endsWith("!") ? key.slice(0, -1) : key);
    const fields = {
        types: new Map(entries.map(([key, inner]) => [name(key), inner])),
        required: entries.flatMap(([key]) => (key.endsWith("!") ? [name(key)] : [])),
    };
    fieldsOfTypes.set(type, fields);
    return fields;
}

/** Read when the first object is judged: that takes milliseconds, and most runs need none of it. */
function schema(): Schema {
    return (parsed ??= JSON.parse(kubernetesSchemaText) as Schema);
}

function ownValue<T>(map: Record<string, T>, key: string): T | undefined {
    return Object.hasOwn(map, key) ? map[key] : undefined;
}

function isMap(value: unknown): value is Record<string, unknown> {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
