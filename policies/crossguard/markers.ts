import { SecretValue, unknownValue } from "../../core/values";

/** What stands on the wire for a value that is not known yet: one fixed text per type of value. */
const sentinels = new Set([
    "04da6b54-80e4-46f7-96ec-b56ff0331ba9", // string
    "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7", // bool
    "3eeb2bf0-c639-47a8-9e75-3b44932eb421", // number
    "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2", // array
    "dd056dcd-154b-4c76-9bd3-c8f88648b5ff", // object
    "030794c1-ac77-496b-92df-f27374a8bd58", // asset
    "e48ece36-62e2-4504-bad9-02848725956a", // archive
]);

/**
 * The properties that the SDK hands to a policy, without its proxies: the one that throws at the first unknown, so that
 * everything after it would go unseen, and the one that opens secrets for remediations.
 */
export function rawProperties(props: Record<string, unknown>): Record<string, unknown> {
    let raw = props;
    while (raw["__isSpecialProxy"] === true) {
        raw = raw["__getSpecialProxyTarget"] as Record<string, unknown>;
    }
    return raw;
}

/** Raw properties as plain data, with `unknownValue` for what is not known yet and `SecretValue` for the SDK's secrets. */
export function withMarkers(raw: Record<string, unknown>): Record<string, unknown> {
    return mark(raw) as Record<string, unknown>;
}

function mark(value: unknown): unknown {
    if (typeof value === "string") {
        return value.length === 36 && sentinels.has(value) ? unknownValue : value;
    }
    if (Array.isArray(value)) {
        return value.map(mark);
    }
    if (isSecret(value)) {
        return new SecretValue(mark(value.value));
    }
    if (typeof value === "object" && value !== null && !(value instanceof SecretValue) && value !== unknownValue) {
        return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, mark(inner)]));
    }
    return value;
}

/** The SDK's own mark of a secret, a class that it doesn't export; only remediations see it. */
function isSecret(value: unknown): value is { value: unknown } {
    return typeof value === "object" && value !== null && value.constructor?.name === "Secret" && "value" in value;
}
