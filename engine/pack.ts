import type { EngineResource } from "./resource";

/** How strictly a policy is enforced, in Pulumi's words. */
export type PolicyLevel = "advisory" | "mandatory" | "remediate" | "disabled";

/** The stack that a pack believes to judge, and how it is started. */
export interface PackOptions {
    /** Default: `project`. */
    project?: string;
    /** Default: `stack`. */
    stack?: string;
    /** Default: `organization`. */
    organization?: string;
    /** True for a preview, the default: then a mandatory policy that touches an unknown only advises. */
    dryRun?: boolean;
    /** The stack's configuration by whole keys (`waymark:tier`), structured values as JSON text. Default: none. */
    config?: Record<string, string>;
    /** Tags of the stack. Default: none. */
    tags?: Record<string, string>;
    /** True where the pack's entry file is TypeScript. Default: false. */
    typescript?: boolean;
}

/** One policy as the pack describes itself. */
export interface PackPolicy {
    name: string;
    description: string;
    /** The level that holds where no configuration says otherwise. */
    level: PolicyLevel;
    /** Properties that configuration may set, by name, as JSON schema. */
    configSchema: Record<string, unknown>;
}

/** What a pack says about itself. */
export interface PackInfo {
    name: string;
    version: string;
    policies: PackPolicy[];
}

/** Configuration of one policy; what is absent keeps the pack's default. */
export interface PolicySettings {
    level?: PolicyLevel;
    properties?: Record<string, unknown>;
}

/** One violation that a pack reports. The message may quote inputs, secret ones too, if a policy does. */
export interface PackFinding {
    policy: string;
    level: PolicyLevel;
    message: string;
    /** The resource meant, where the pack names one. */
    urn?: string;
}

/** What a pack's remediations made of a resource's inputs. */
export interface PackRemediation {
    /** The inputs to use instead, or undefined where nothing was changed. */
    inputs?: Record<string, unknown>;
    /** Names of the policies that changed them, in order. */
    policies: string[];
}

/** A running policy pack. */
export interface Pack {
    readonly info: PackInfo;
    /** Configures all policies anew: those not named get their defaults. */
    configure(settings: Record<string, PolicySettings>): Promise<void>;
    /** Lets the pack's remediations change a resource's inputs. */
    remediate(resource: EngineResource): Promise<PackRemediation>;
    /** Judges one registration by its inputs. Rejects when a policy throws. */
    analyze(resource: EngineResource): Promise<PackFinding[]>;
    /** Judges a whole stack by its outputs. Rejects when a policy throws. */
    analyzeStack(resources: readonly EngineResource[]): Promise<PackFinding[]>;
    /** Ends the pack's process; call it in `finally`. */
    stop(): Promise<void>;
}
