import type { EngineResource } from "./resource";

/**
 * A Pulumi program as a function: it creates resources, and what it returns become the stack's outputs.
 * An entry file that creates resources while it is loaded is run with `previewProcess` instead.
 */
export type Program = () => unknown;

/** How a run is set up. Everything has a default. */
export interface EngineOptions {
    /** Name of the project, which every URN carries. Default: `project`. */
    project?: string;
    /** Name of the stack, which every URN carries. Default: `stack`. */
    stack?: string;
    /** What `pulumi.getOrganization()` gives. Default: `organization`. */
    organization?: string;
    /** Stack configuration under full keys, for example `{ "waymark:team": "payments" }`. Default: none. */
    config?: Record<string, string>;
    /** The keys of `config` whose values are secret. Default: none. */
    secretConfig?: readonly string[];
    /** What `pulumi.getRootDirectory()` gives: the folder of Pulumi.yaml. Default: the working directory. */
    rootDirectory?: string;
    /**
     * How the SDK reaches the engine: by plain calls (`in-process`, fast) or over a loopback connection (`grpc`).
     * Default: `auto`, which takes plain calls where a self-test of the SDK succeeds, else `grpc`; then
     * `EngineResult.notes` says why.
     */
    transport?: "in-process" | "grpc" | "auto";
    /**
     * What a pretended provider adds to a custom resource's inputs to give its outputs; may return `id` too, which
     * only an update uses. May hold `unknownValue` and `SecretValue`. Default: nothing is added, except what
     * `@pulumi/random` generates: unknown in a preview, made from the URN in an update. A stack reference is answered
     * here too: `{ outputs: { … }, secretOutputNames: [ … ] }`.
     */
    outputsOf?: (resource: EngineResource) => Record<string, unknown>;
    /** What a provider's function returns. Default: every such call fails, for the engine has no providers. */
    invoke?: (call: FunctionCall) => Record<string, unknown>;
    /**
     * Called for each registration, in the order of arrival, before the resource is "created": its options are those
     * that hold after inheritance, its outputs are still empty. A new object assigned to `resource.inputs` replaces
     * the inputs. What it throws fails the registration.
     */
    onResource?: (resource: EngineResource) => void | Promise<void>;
    /**
     * Runs without stack traces (`Error.stackTraceLimit = 0`), which saves a quarter of the time; a run that fails with
     * anything but a ProblemError is repeated with them. The limit counts for the whole process, so only a command line
     * may set this. Default: false.
     */
    shortTraces?: boolean;
}

/** One call of a provider's function. */
export interface FunctionCall {
    /** The function's token, for example `aws:index/getRegion:getRegion`. */
    token: string;
    /** Its arguments as plain data. */
    args: Record<string, unknown>;
    /** Reference of the provider asked, where the program chose one. */
    provider?: string;
}

/** The options that every run needs, with their defaults filled in. */
export interface RunSettings extends EngineOptions {
    project: string;
    stack: string;
    organization: string;
    config: Record<string, string>;
    secretConfig: readonly string[];
    rootDirectory: string;
    /** True for a preview. */
    dryRun: boolean;
}

/** Fills in the defaults of {@link EngineOptions}. */
export function settingsOfRun(options: EngineOptions, dryRun: boolean): RunSettings {
    return {
        ...options,
        project: options.project ?? "project",
        stack: options.stack ?? "stack",
        organization: options.organization ?? "organization",
        config: options.config ?? {},
        secretConfig: options.secretConfig ?? [],
        rootDirectory: options.rootDirectory ?? process.cwd(),
        dryRun,
    };
}
