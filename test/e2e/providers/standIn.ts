/** Plain data with `SecretValue` and `unknownValue` inside. */
export type Properties = Record<string, unknown>;

/** What every call about a resource names. */
export interface Subject {
    urn: string;
    /** Type token, for example `kubernetes:apps/v1:Deployment`. */
    type: string;
}

/** What a provider says about a change. */
export interface Difference {
    /** Top-level properties whose inputs differ; none: nothing has to be done. */
    changed: string[];
    /** Those of them that only a new object can have. */
    replaces: string[];
    deleteBeforeReplace: boolean;
}

/** A provider in the place of a plugin that this machine does not have: everything that the engine asks of one. */
export interface StandIn {
    /** Name of the package, for example `kubernetes`. */
    package: string;
    version: string;
    check(subject: Subject, inputs: Properties, olds: Properties): Promise<Properties>;
    diff(subject: Subject, oldInputs: Properties, inputs: Properties): Difference;
    /** In a preview nothing is made, and outputs may be unknown. */
    create(subject: Subject, inputs: Properties, preview: boolean): Promise<{ id: string; outputs: Properties }>;
    /** `ignored` are the paths in the resource's `ignoreChanges`. */
    update(
        subject: Subject,
        call: { id: string; inputs: Properties; olds: Properties; ignored: readonly string[]; preview: boolean },
    ): Promise<Properties>;
    /** What exists; undefined where it is gone. */
    read(
        subject: Subject,
        call: { id: string; inputs: Properties; olds: Properties },
    ): Promise<{ inputs: Properties; outputs: Properties } | undefined>;
    delete(subject: Subject, id: string): Promise<void>;
}
