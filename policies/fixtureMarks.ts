import { SecretValue, unknownValue } from "../core/values";

/** Inputs of a fixture: in it the text `[unknown]` is a value that isn't known yet, and `{"[secret]": x}` a secret. */
export function withMarks(inputs: Record<string, unknown>): Record<string, unknown> {
    return Object.fromEntries(Object.entries(inputs).map(([key, value]) => [key, marked(value)]));
}

function marked(value: unknown): unknown {
    if (Array.isArray(value)) {
        return value.map(marked);
    }
    if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype) {
        return value === "[unknown]" ? unknownValue : value;
    }
    const [[key, inner] = [], ...others] = Object.entries(value) as [string, unknown][];
    return key === "[secret]" && others.length === 0
        ? new SecretValue(marked(inner))
        : withMarks(value as Record<string, unknown>);
}
