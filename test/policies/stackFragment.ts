import { SecretValue, UnknownValue, unknownValue } from "../../core/values";
import type { PolicyResource } from "../../policies";

interface Fragment {
    resources: {
        urn: string;
        type: string;
        inputs?: Record<string, unknown>;
        parent?: string;
        protect?: boolean;
        retainOnDelete?: boolean;
        external?: boolean;
        ignoreChanges?: string[];
        propertyDependencies?: Record<string, string[]>;
    }[];
}

/** The resources of a fragment of a stack export: `{"resources": [{"urn", "type", "inputs", "parent", …}]}`. */
export function fromFragment(file: string, text: string): PolicyResource[] {
    const { resources } = JSON.parse(text) as Fragment;
    return resources.map(({ urn, inputs = {}, ...rest }) => {
        const name = urn.split("::").slice(3).join("::");
        return { ...rest, urn, name, inputs: withMarks(inputs) as Record<string, unknown>, file };
    });
}

/** In fixtures the text `[unknown]` is a value that isn't known yet, and `{"[secret]": x}` a secret. */
export function withMarks(value: unknown): unknown {
    if (Array.isArray(value)) {
        return value.map(withMarks);
    }
    if (typeof value !== "object" || value === null || value instanceof SecretValue || value instanceof UnknownValue) {
        return value === "[unknown]" ? unknownValue : value;
    }
    const entries = Object.entries(value);
    return entries.length === 1 && entries[0]![0] === "[secret]"
        ? new SecretValue(withMarks(entries[0]![1]))
        : Object.fromEntries(entries.map(([key, inner]) => [key, withMarks(inner)]));
}
