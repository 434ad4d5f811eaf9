import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { SecretValue } from "../../../core/values";
import { objectFromWire } from "../../../engine/wire";
import { openEnvelopes, type StoredResource } from "./stateFile";

/** Shorter ones are found anywhere by chance. */
const shortest = 8;

/**
 * Every secret text of a stack: what was generated, and whatever else is secret and holds something generated or was
 * named by the caller, such as a connection string. `resources` is the state with its secrets open.
 */
export function secretsOf(resources: readonly StoredResource[], named: readonly string[] = []): string[] {
    const generated = resources
        .filter(({ type }) => type.startsWith("random:"))
        .flatMap(({ outputs = {} }) => secretTexts(objectFromWire(opened(outputs)), false));
    const roots = [...generated, ...named].filter((text) => text.length >= shortest);
    const all = resources.flatMap(({ inputs = {}, outputs = {} }) =>
        [inputs, outputs].flatMap((values) => secretTexts(objectFromWire(opened(values)), false)),
    );
    const derived = all.filter((text) => roots.some((root) => formsOf(root).some((form) => text.includes(form))));
    return [...new Set([...roots, ...derived])];
}

/** Says which secrets stand in a text, in plain, base64 or URL-encoded form, without showing them. */
export function secretsIn(place: string, text: string, secrets: readonly string[]): string[] {
    return secrets.flatMap((secret, index) =>
        formsOf(secret).some((form) => text.includes(form)) ? [`secret ${index} stands in ${place}`] : [],
    );
}

/** Everything below a folder as one searchable text for each file. */
export function filesBelow(folder: string): { path: string; text: string }[] {
    return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
        const path = join(folder, entry.name);
        return entry.isDirectory() ? filesBelow(path) : [{ path, text: readFileSync(path, "latin1") }];
    });
}

function formsOf(secret: string): string[] {
    return [secret, Buffer.from(secret).toString("base64").replace(/=+$/, ""), encodeURIComponent(secret)];
}

function opened(values: Record<string, unknown>): Record<string, unknown> {
    return openEnvelopes(values) as Record<string, unknown>;
}

function secretTexts(value: unknown, secret: boolean): string[] {
    if (value instanceof SecretValue) {
        return secretTexts(value.reveal(), true);
    }
    if (typeof value === "string") {
        return secret ? [value] : [];
    }
    return typeof value === "object" && value !== null
        ? Object.values(value).flatMap((inner) => secretTexts(inner, secret))
        : [];
}
