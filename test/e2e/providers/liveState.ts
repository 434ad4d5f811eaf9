import { parseQuantity } from "../../../core/quantity";
import { SecretValue } from "../../../core/values";
import type { Properties } from "./standIn";

/** A live object with secrets where the inputs have secrets. */
export function secretsLike(inputs: unknown, live: unknown): Properties {
    return markLike(inputs, live) as Properties;
}

function markLike(inputs: unknown, live: unknown): unknown {
    if (inputs instanceof SecretValue && live !== undefined) {
        return new SecretValue(live);
    }
    if (Array.isArray(inputs) && Array.isArray(live)) {
        return live.map((element, index) => markLike(inputs[index], element));
    }
    if (isMap(inputs) && isMap(live)) {
        return Object.fromEntries(Object.entries(live).map(([key, inner]) => [key, markLike(inputs[key], inner)]));
    }
    return live;
}

/**
 * The inputs as the live object has them: what somebody changed on the API server shows up, what it filled in doesn't,
 * and what it only writes differently stays as it was asked for.
 */
export function withLiveValues(inputs: Properties, live: Properties): Properties {
    return liveValue(inputs, live) as Properties;
}

/** What the API server takes and never shows again: it stores it elsewhere. */
const writeOnly: ReadonlySet<string> = new Set(["stringData"]);

function liveValue(input: unknown, live: unknown): unknown {
    if (input instanceof SecretValue) {
        return new SecretValue(liveValue(input.reveal(), live));
    }
    if (isEmpty(input) && isEmpty(live)) {
        return input;
    }
    if (Array.isArray(input) && Array.isArray(live) && input.length === live.length) {
        return input.map((element, index) => liveValue(element, live[index]));
    }
    if (isMap(input) && isMap(live)) {
        return Object.fromEntries(
            Object.entries(input)
                .filter(([key, inner]) => writeOnly.has(key) || isEmpty(inner) || live[key] !== undefined)
                .map(([key, inner]) => [key, writeOnly.has(key) ? inner : liveValue(inner, live[key])]),
        );
    }
    return input === live || sameQuantity(input, live) ? input : live;
}

/** The API server writes quantities in a form of its own: 1000m becomes 1. */
function sameQuantity(left: unknown, right: unknown): boolean {
    const value = typeof left === "string" ? parseQuantity(left) : undefined;
    return value !== undefined && typeof right === "string" && value === parseQuantity(right);
}

/** The API server leaves out what is empty. */
function isEmpty(value: unknown): boolean {
    return (
        value === undefined ||
        value === "" ||
        value === false ||
        value === 0 ||
        (Array.isArray(value) && value.length === 0) ||
        (isMap(value) && Object.keys(value).length === 0)
    );
}

function isMap(value: unknown): value is Properties {
    return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof SecretValue);
}
