import { SecretValue, unknownValue } from "../core/values";

/** Plain JSON as the protocol carries it: special values are objects with a signature, unknowns a sentinel text. */
export type WireObject = Record<string, unknown>;

const signatureKey = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";
const resourceSignature = "5cf8f73096256a8f31e491e813e4eb8e";
const outputSignature = "d0e6a833031e9bbcd3f4e8bde6ca49a4";

/**
 * The text that stands for an unknown value in Pulumi's protocol. As a value in `EngineOptions.config` (or inside a
 * JSON text there) it makes a configuration value that nobody knows here, for example one that is encrypted: the
 * program passes the text on, and wherever it arrives, alone or within a longer text, the engine sees `unknownValue`.
 */
export const unknownText = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Turns what arrived into plain data with `SecretValue` and `unknownValue`; assets and archives stay as they are. */
export function fromWire(value: unknown): unknown {
    if (typeof value === "string") {
        return value.includes(unknownText) ? unknownValue : value;
    }
    if (Array.isArray(value)) {
        return value.map(fromWire);
    }
    if (!isObject(value)) {
        return value;
    }
    switch (value[signatureKey]) {
        case secretSignature:
            return secret(fromWire(value.value));
        case outputSignature:
            return fromOutput(value);
        case resourceSignature:
            return fromReference(value);
        default:
            return objectFromWire(value);
    }
}

/** {@link fromWire} for a whole set of properties. */
export function objectFromWire(value: WireObject): Record<string, unknown> {
    const result: Record<string, unknown> = {};
    for (const key of Object.keys(value)) {
        result[key] = fromWire(value[key]);
    }
    return result;
}

/** Turns plain data into what the protocol carries; properties that are undefined are left out. */
function toWire(value: unknown): unknown {
    if (value === unknownValue) {
        return unknownText;
    }
    if (value instanceof SecretValue) {
        return { [signatureKey]: secretSignature, value: toWire(value.reveal() ?? null) };
    }
    if (Array.isArray(value)) {
        return value.map((element) => toWire(element ?? null));
    }
    return isObject(value) ? objectToWire(value) : value;
}

/** {@link toWire} for a whole set of properties. */
export function objectToWire(value: Record<string, unknown>): WireObject {
    const result: WireObject = {};
    for (const key of Object.keys(value)) {
        if (value[key] !== undefined) {
            result[key] = toWire(value[key]);
        }
    }
    return result;
}

/** A wire value marked as secret, unless it is already. */
export function markSecret(value: unknown): unknown {
    const marked = isObject(value) && value[signatureKey] === secretSignature;
    return marked ? value : { [signatureKey]: secretSignature, value };
}

/**
 * Replaces the outputs that a remote component's inputs may hold by their values, as the engine does before it
 * stores them: unknown ones by the sentinel, secret ones by marked secrets.
 */
function unwrapOutputs(value: unknown): unknown {
    if (Array.isArray(value)) {
        return value.map(unwrapOutputs);
    }
    if (!isObject(value)) {
        return value;
    }
    if (value[signatureKey] === outputSignature) {
        const inner = "value" in value ? unwrapOutputs(value.value) : unknownText;
        return value.secret === true ? markSecret(inner) : inner;
    }
    return unwrapOutputsIn(value);
}

/** {@link unwrapOutputs} for a whole set of properties. */
export function unwrapOutputsIn(value: WireObject): WireObject {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, unwrapOutputs(inner)]));
}

function fromOutput(value: WireObject): unknown {
    const inner = "value" in value ? fromWire(value.value) : unknownValue;
    return value.secret === true ? secret(inner) : inner;
}

function fromReference(value: WireObject): unknown {
    if (!("id" in value)) {
        return value.urn;
    }
    return value.id === "" || value.id === null ? unknownValue : fromWire(value.id);
}

function secret(value: unknown): SecretValue {
    return value instanceof SecretValue ? value : new SecretValue(value);
}

function isObject(value: unknown): value is WireObject {
    return typeof value === "object" && value !== null;
}
