import { parseQuantity } from "../../core/quantity";
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
    wrong: "unknown" | "field" | "type" | "value" | "missing";
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
export function* flawsIn(type: FieldType, given: unknown, steps: readonly PathStep[] = []): Iterable<Flaw> {
    let value = given;
    while (value instanceof SecretValue) {
        value = value.reveal();
    }
    if (type === "any" || value === undefined || value === null) {
        return;
    }
    if (value === unknownValue) {
        yield { steps, wrong: "unknown" };
    } else if (type.startsWith("[]")) {
        yield* Array.isArray(value) ? inList(type.slice(2), value, steps) : mismatch(steps, "a list");
    } else if (type.startsWith("{}")) {
        yield* isMap(value) ? inMap(type.slice(2), value, steps) : mismatch(steps, "a map");
    } else if (type.startsWith("=")) {
        yield* oneOf(type.slice(1).split("|"), value, steps);
    } else if (Object.hasOwn(primitives, type)) {
        yield* primitives[type]!(value, steps);
    } else {
        yield* isMap(value) ? inFields(fieldsOf(type), value, steps) : mismatch(steps, "a map");
    }
}

function* inList(type: FieldType, list: readonly unknown[], steps: readonly PathStep[]): Iterable<Flaw> {
    for (const [index, item] of list.entries()) {
        yield* flawsIn(type, item, [...steps, index]);
    }
}

function* inMap(type: FieldType, map: Record<string, unknown>, steps: readonly PathStep[]): Iterable<Flaw> {
    for (const [key, value] of Object.entries(map)) {
        yield* flawsIn(type, value, [...steps, key]);
    }
}

function* inFields({ types, required }: Fields, map: Record<string, unknown>, steps: readonly PathStep[]) {
    for (const [key, value] of Object.entries(map)) {
        const type = types.get(key);
        if (type !== undefined) {
            yield* flawsIn(type, value, [...steps, key]);
        } else {
            yield { steps: [...steps, key], wrong: "field", known: types.keys() } satisfies Flaw;
        }
    }
    for (const key of required) {
        if (!Object.hasOwn(map, key) || map[key] === undefined || map[key] === null) {
            yield { steps: [...steps, key], wrong: "missing" } satisfies Flaw;
        }
    }
}

/** Empty text counts as unset: Kubernetes fills in the default. */
function* oneOf(texts: readonly string[], value: unknown, steps: readonly PathStep[]): Iterable<Flaw> {
    if (typeof value !== "string") {
        yield* mismatch(steps, "text");
    } else if (value !== "" && !texts.includes(value)) {
        yield { steps, wrong: "value", expected: `one of ${texts.join(", ")}` };
    }
}

type Check = (value: unknown, steps: readonly PathStep[]) => Iterable<Flaw>;

const primitives: Readonly<Record<string, Check>> = {
    string: typed("text", (value) => typeof value === "string"),
    boolean: typed("true or false", (value) => typeof value === "boolean"),
    number: typed("a number", (value) => typeof value === "number"),
    integer: typed("a whole number", Number.isInteger),
    intOrString: typed("a whole number or text", (value) => typeof value === "string" || Number.isInteger(value)),
    quantity: text("a quantity such as 250m or 256Mi", (value) => parseQuantity(value) !== undefined),
    time: text("a time such as 2026-12-01T00:00:00Z", (value) => /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d/.test(value)),
    bytes: text("base64", (value) =>
        /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(strip(value)),
    ),
};

function typed(expected: string, test: (value: unknown) => boolean): Check {
    return (value, steps) => (test(value) ? [] : mismatch(steps, expected));
}

/** Text of a form; a quantity may as well be written as a number. */
function text(expected: string, test: (value: string) => boolean): Check {
    return (value, steps) => {
        const written = typeof value === "number" && expected.startsWith("a quantity") ? String(value) : value;
        if (typeof written !== "string") {
            return mismatch(steps, expected);
        }
        return test(written) ? [] : [{ steps, wrong: "value", expected }];
    };
}

function mismatch(steps: readonly PathStep[], expected: string): Flaw[] {
    return [{ steps, wrong: "type", expected }];
}

function strip(base64: string): string {
    return base64.replaceAll(/[\r\n]/g, "");
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
