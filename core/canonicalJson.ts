import { createHash } from "node:crypto";

/** JSON with keys in code-unit order and no white space: the same value gives the same text on every machine. */
export function canonicalJson(value: unknown): string {
    return JSON.stringify(sortKeys(value)) ?? "null";
}

/** A copy of plain data with the keys of every map in code-unit order. */
export function sortKeys(value: unknown): unknown {
    if (Array.isArray(value)) {
        return value.map(sortKeys);
    }
    if (typeof value === "object" && value !== null && !hasToJson(value)) {
        return Object.fromEntries(
            Object.entries(value)
                .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
                .map(([key, inner]) => [key, sortKeys(inner)]),
        );
    }
    return value;
}

/** The SHA-256 of a text as 64 hex digits. */
export function sha256Hex(text: string): string {
    return createHash("sha256").update(text).digest("hex");
}

function hasToJson(value: object): boolean {
    return typeof (value as { toJSON?: unknown }).toJSON === "function";
}
