import { SecretValue, unknownValue } from "../../core/values";
import { isUnknownText } from "../unknownTexts";

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
        return isUnknownText(value) ? unknownValue : value;
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
