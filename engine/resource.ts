/** One resource as the engine knows it. */
export interface EngineResource {
    urn: string;
    /** Type token, for example `kubernetes:apps/v1:Deployment`. */
    type: string;
    /** Logical name. */
    name: string;
    /** URN of the parent; undefined for the stack. */
    parent?: string;
    /** True for a resource that a provider manages, false for a component. */
    custom: boolean;
    /** True for a component that runs in a plugin of its own. */
    remote: boolean;
    /** True for what exists already and is only read (`Resource.get`, a stack reference); absent for all others. */
    external?: true;
    /** The provider's id: undefined for components, and in a preview, where only what is read has a known one. */
    id?: string;
    /**
     * What the program asked for: plain data with `SecretValue` and `unknownValue` inside. A reference to another
     * resource is that resource's id (`unknownValue` in a preview) or, for a component, its URN.
     */
    inputs: Record<string, unknown>;
    /** Of a custom resource its inputs and what the pretended provider added; of a component what it registered. */
    outputs: Record<string, unknown>;
    /** URNs of everything it waits for, sorted. */
    dependencies: string[];
    /** URNs that each property waits for, sorted; properties that wait for nothing are left out. */
    propertyDependencies: Record<string, string[]>;
    /** Reference of its provider, `<urn>::<id>`; undefined for a default provider. */
    provider?: string;
    options: EngineResourceOptions;
}

/** Resource options that hold after inheritance from the parent; those not set are absent. */
export interface EngineResourceOptions {
    protect?: boolean;
    retainOnDelete?: boolean;
    ignoreChanges?: string[];
    aliases?: EngineAlias[];
    additionalSecretOutputs?: string[];
    deleteBeforeReplace?: boolean;
    replaceOnChanges?: string[];
    customTimeouts?: { create?: string; update?: string; delete?: string };
    /** URN of the resource whose deletion makes this one's unnecessary. */
    deletedWith?: string;
    /** URNs of the resources whose replacement replaces this one too. */
    replaceWith?: string[];
    /** Paths of properties whose changes a diff does not show. */
    hideDiffs?: string[];
    /** Names of the hooks bound to it, by when they run. The engine never runs them: nothing is created here. */
    hooks?: EngineResourceHooks;
    /** Version of the provider's plugin that the SDK asks for. */
    version?: string;
    /** Id of the existing thing to import. */
    import?: string;
}

/** Names of hooks by when they run. */
export type EngineResourceHooks = Partial<
    Record<
        "beforeCreate" | "afterCreate" | "beforeUpdate" | "afterUpdate" | "beforeDelete" | "afterDelete" | "onError",
        string[]
    >
>;

/** An alias: a whole URN, or the parts of the old URN that differed. */
export type EngineAlias = string | EngineAliasParts;

/** The parts of an old URN that differ from the resource's own. */
export interface EngineAliasParts {
    name?: string;
    type?: string;
    stack?: string;
    project?: string;
    /** URN of the former parent. */
    parent?: string;
    /** True where the resource had no parent but the stack. */
    noParent?: true;
}

/** One message of the program or of the SDK. Debug messages are not kept: they hold secrets in plain text. */
export interface EngineDiagnostic {
    severity: "info" | "warning" | "error";
    message: string;
    /** The resource that it is about, where the program named one. */
    urn?: string;
}

/** What a run leaves behind. */
export interface EngineResult {
    /**
     * All resources in an order that does not depend on timing or transport: the stack first, every parent before its
     * children, brothers and sisters by URN, each followed by its own children.
     */
    resources: EngineResource[];
    /** The stack's outputs as plain data with `SecretValue` and `unknownValue` inside. */
    outputs: Record<string, unknown>;
    /** Messages of severity info and above, in the order of arrival. */
    diagnostics: EngineDiagnostic[];
    /** What the reader should know about the run itself, for example why the slower transport was taken. */
    notes: string[];
    /** The transport that was used. */
    transport: "in-process" | "grpc";
}
