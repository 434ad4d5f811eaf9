import { SecretValue, unknownValue } from "../../core/values";
import { isUnknownText } from "../unknownTexts";

/** Pulumi marks special values with this key; what they are says its value. */
const signature = "4dabf18193072939515e22adb298388d";
const secret = "1b47061264138c4ac30d75fd1eb44270";
const output = "d0e6a833031e9bbcd3f4e8bde6ca49a4";

/**
 * Values of a stack's state or of a preview, with secrets and unknowns marked as rules expect them. What is encrypted,
 * and what a preview prints as `[secret]`, is a secret that nobody here knows; `waymark preview` prints `[unknown]`.
 */
export function fromState(value: unknown): unknown {
    if (typeof value === "string") {
        if (value === "[secret]") {
            return new SecretValue(unknownValue);
        }
        return value === "[unknown]" || isUnknownText(value) ? unknownValue : value;
    }
    if (Array.isArray(value)) {
        return value.map(fromState);
    }
    if (typeof value !== "object" || value === null) {
        return value;
    }
    const marked = value as Record<string, unknown>;
    switch (marked[signature]) {
        case secret:
            return new SecretValue(secretContent(marked));
        case output: {
            const content = Object.hasOwn(marked, "value") ? fromState(marked["value"]) : unknownValue;
            return marked["secret"] === true ? new SecretValue(content) : content;
        }
        default:
            return Object.fromEntries(Object.entries(marked).map(([key, inner]) => [key, fromState(inner)]));
    }
}

function secretContent({ plaintext, value }: Record<string, unknown>): unknown {
    if (value !== undefined) {
        return fromState(value);
    }
    try {
        return typeof plaintext === "string" ? fromState(JSON.parse(plaintext)) : unknownValue;
    } catch {
        return unknownValue;
    }
}
