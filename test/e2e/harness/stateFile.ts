/** A resource as Pulumi stores it in a stack's state; secrets are encrypted envelopes. */
export interface StoredResource {
    urn: string;
    type: string;
    custom: boolean;
    id?: string;
    parent?: string;
    inputs?: Record<string, unknown>;
    outputs?: Record<string, unknown>;
    dependencies?: string[];
    propertyDependencies?: Record<string, string[] | null>;
    protect?: boolean;
    retainOnDelete?: boolean;
    additionalSecretOutputs?: string[];
    ignoreChanges?: string[];
    replaceOnChanges?: string[];
    deletedWith?: string;
    customTimeouts?: Record<string, unknown>;
    external?: boolean;
}

/** Secrets as `pulumi stack export --show-secrets` writes them: the value stands beside them as JSON text. */
export function openEnvelopes(value: unknown): unknown {
    if (Array.isArray(value)) {
        return value.map(openEnvelopes);
    }
    if (typeof value !== "object" || value === null) {
        return value;
    }
    const { plaintext, ...rest } = value as Record<string, unknown>;
    const entries = Object.entries(value).map(([key, inner]) => [key, openEnvelopes(inner)] as const);
    return typeof plaintext === "string" && Object.keys(rest).length === 1
        ? { ...rest, value: JSON.parse(plaintext) as unknown }
        : Object.fromEntries(entries);
}
