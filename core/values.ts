/**
 * A secret inside plain data. It keeps its value for whoever needs it and shows it to nobody:
 * printing, JSON and template strings all give `[secret]`, or `[unknown]` for what isn't known yet: older SDKs don't tell
 * whether an unknown is secret, and a preview reads the same with each.
 */
export class SecretValue {
    readonly #value: unknown;

    constructor(value: unknown) {
        this.#value = value;
    }

    /** The secret itself, which may again hold unknowns. Never print what this returns. */
    reveal(): unknown {
        return this.#value;
    }

    toJSON(): string {
        return this.#value instanceof UnknownValue ? "[unknown]" : "[secret]";
    }

    toString(): string {
        return this.toJSON();
    }

    [Symbol.for("nodejs.util.inspect.custom")](): string {
        return this.toJSON();
    }
}

/** The type of `unknownValue`. */
export class UnknownValue {
    toJSON(): string {
        return "[unknown]";
    }

    toString(): string {
        return "[unknown]";
    }

    [Symbol.for("nodejs.util.inspect.custom")](): string {
        return "[unknown]";
    }
}

/** Stands in plain data for a value that only an update will know. There is one such object. */
export const unknownValue = new UnknownValue();

/** Plain data with every secret opened; for judging, never for printing. */
export function revealSecrets(value: unknown): unknown {
    if (value instanceof SecretValue) {
        return revealSecrets(value.reveal());
    }
    return mapChildren(value, revealSecrets);
}

/** True where the value is, or holds somewhere below, a secret. */
export function containsSecret(value: unknown): boolean {
    return value instanceof SecretValue || children(value).some(containsSecret);
}

/** True where the value is, or holds somewhere below (inside secrets too), the unknown. */
export function containsUnknown(value: unknown): boolean {
    if (value instanceof SecretValue) {
        return containsUnknown(value.reveal());
    }
    return value === unknownValue || children(value).some(containsUnknown);
}

function isContainer(value: unknown): value is object {
    return typeof value === "object" && value !== null && !(value instanceof UnknownValue);
}

function children(value: unknown): unknown[] {
    return isContainer(value) ? Object.values(value) : [];
}

function mapChildren(value: unknown, map: (inner: unknown) => unknown): unknown {
    if (Array.isArray(value)) {
        return value.map(map);
    }
    if (isContainer(value)) {
        return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, map(inner)]));
    }
    return value;
}
