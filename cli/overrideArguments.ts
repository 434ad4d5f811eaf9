import type { Problem } from "../core/problem";
import type { Overrides } from "../score";
import { readFileArgument } from "./scoreFiles";
import { usageError } from "./usage";

/** The options of every command that reads Score files and takes overrides. */
export const overrideOptions = {
    "overrides-file": { type: "string" },
    "override-property": { type: "string", multiple: true },
} as const;

/** What was given for them. */
export interface OverrideValues {
    "overrides-file"?: string;
    "override-property"?: string[];
}

/** True where something is to be overridden. */
export function isOverriding(values: OverrideValues): boolean {
    return values["overrides-file"] !== undefined || (values["override-property"] ?? []).length > 0;
}

/**
 * The overrides of a command line, its file read.
 *
 * @param files how many Score files they would change: exactly one may
 * @throws ProblemError for several files
 */
export function overridesOf(values: OverrideValues, files: number, command: string): Overrides | { problem: Problem } {
    const { "overrides-file": name, "override-property": properties } = values;
    if (!isOverriding(values)) {
        return {};
    }
    if (files !== 1) {
        throw usageError("overrides go with one file only", command);
    }
    if (name === undefined) {
        return { properties };
    }
    const content = readFileArgument(name);
    return "problem" in content ? content : { file: { name, bytes: content.bytes }, properties };
}

/** The options again, as words of a command line; what may be a secret is left open in them. */
export function overrideWords(values: OverrideValues): string[] {
    const { "overrides-file": file, "override-property": properties = [] } = values;
    return [
        ...(file === undefined ? [] : ["--overrides-file", file]),
        ...properties.flatMap((property) => ["--override-property", withoutSecret(property)]),
    ];
}

/** Values below these are never printed. */
function withoutSecret(property: string): string {
    const [path = ""] = property.split("=");
    return /(^|\.)(variables|files|params)(\.|$)/.test(path) ? `${path}=...` : property;
}
