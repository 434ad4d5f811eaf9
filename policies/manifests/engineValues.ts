import { SecretValue, unknownValue } from "../../core/values";

/** Pulumi marks special values with this key; what they are says its value. */
const signature = "4dabf18193072939515e22adb298388d";
const secret = "1b47061264138c4ac30d75fd1eb44270";
const output = "d0e6a833031e9bbcd3f4e8bde6ca49a4";

/** What stands for a value that is not known yet: one fixed text per type of value. */
const unknownTexts = new Set([
    "04da6b54-80e4-46f7-96ec-b56ff0331ba9", // string
    "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7", // bool
    "3eeb2bf0-c639-47a8-9e75-3b44932eb421", // number
    "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2", // array
    "dd056dcd-154b-4c76-9bd3-c8f88648b5ff", // object
    "030794c1-ac77-496b-92df-f27374a8bd58", // asset
    "e48ece36-62e2-4504-bad9-02848725956a", // archive
]);

/**
 * Values of a stack's state or of a preview, with secrets and unknowns marked as rules expect them. What is encrypted,
 * and what a preview prints as `[secret]`, is a secret that nobody here knows; `waymark preview` prints `[unknown]`.
 */
export function fromState(value: unknown): unknown {
    if (typeof value === "string") {
        if (value === "[secret]") {
            return new SecretValue(unknownValue);
        }
        return value === "[unknown]" || (value.length === 36 && unknownTexts.has(value)) ? unknownValue : value;
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
