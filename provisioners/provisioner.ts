import type { Input } from "@pulumi/pulumi";
import type { z } from "zod";
import type { ConnectionArgs } from "../components/shared/connection";
import type { VolumeArgs } from "../components/standardService/args";
import type { Environment } from "../environments/environment";
import type { OutputDescription, ResourceOutput } from "./outputs";

/** The resource that a provisioner is asked for. */
export interface RequestedResource {
    /** `type.class#id`. */
    uid: string;
    type: string;
    class: string;
    id: string;
    /** Name for the component that stands for it: unique in the environment, never dependent on content. */
    logicalName: string;
    /** Its key below `resources` in the workload that gave the params. */
    name: string;
    /** The workloads that use it, sorted; the one that gave the params is `source`. */
    workloads: readonly string[];
    source: string;
}

/** A port that a workload offers. */
export interface OfferedPort {
    /** Port of its Kubernetes Service. */
    port: number;
    /** Port that its containers listen on. */
    targetPort: number;
    protocol: string;
}

/** A workload of the environment, as others may talk to it. */
export interface OfferedWorkload {
    name: string;
    /** Its `app` label. */
    app: string;
    /** Name of its Kubernetes Service: the `app` label, unless the workload says something else. */
    serviceName: string;
    ports: Readonly<Record<string, OfferedPort>>;
}

/** What a provisioner knows of the environment. */
export interface ProvisionContext {
    environment: Environment;
    namespace: Input<string>;
    team: string;
    owner: string;
    /** `none` lifts what the tier says about protection. */
    protection: string;
    /** Domain under which host names are made. */
    domain: string;
    /** The Gateway that routes hang on. */
    gateway: { name: string; namespace: string };
    /** Values for `environment` resources. */
    values: Readonly<Record<string, ResourceOutput>>;
    /** The given workloads by name. */
    workloads: ReadonlyMap<string, OfferedWorkload>;
}

/** One request to a provisioner. */
export interface ProvisionRequest<Params> {
    resource: RequestedResource;
    params: Params;
    context: ProvisionContext;
    /** The arguments with what a component should know beside them (environment, places in the Score file, UID). */
    handOver: <Args extends object>(args: Args) => Args;
}

/** What a provisioner gives back. */
export interface Provisioned {
    /** What `${resources.NAME.KEY}` stands for. */
    outputs: Readonly<Record<string, ResourceOutput>>;
    /** What `${resources.NAME}` stands for as the source of a volume. */
    volume?: VolumeArgs;
    /** Whom every workload that uses the resource talks to. */
    connectsTo?: ConnectionArgs;
    /** Who talks to every workload that uses the resource. */
    acceptsFrom?: ConnectionArgs;
    /** Registers what nothing above depends on; called once everything in the environment has been checked. */
    register?: () => void;
}

/** Makes resources of one type. A class or id narrows which; the first match in the registry wins. */
export interface Provisioner<Params = unknown> {
    type: string;
    /** Default: every class. */
    class?: string;
    /** Default: every id. */
    id?: string;
    /** What a reader of the list should know, in one sentence. */
    description: string;
    /** What may stand behind the resource, for example `container`. */
    backends: readonly string[];
    /** Schema of the params; unknown keys are its matter. */
    params: z.ZodType<Params>;
    /** The outputs by name; `any` where they depend on params and environment. */
    outputs: Readonly<Record<string, OutputDescription>> | "any";
    /** True where several workloads may name the resource by one id. Default true. */
    shareable?: boolean;
    /**
     * False where `provision` itself registers nothing, so that it can also be called to check everything before
     * anything is registered. Default true.
     */
    registers?: boolean;
    /**
     * Checks a request before anything is registered, where `provision` itself registers something. Gives the names
     * that it will take among the workloads' names.
     *
     * @throws ProblemError where the environment can't give what is asked
     */
    plan?(request: ProvisionRequest<Params>): { names: readonly string[] };
    /**
     * Registers what is needed and hands out the outputs.
     *
     * @throws ProblemError where the environment can't give what is asked
     */
    provision(request: ProvisionRequest<Params>): Provisioned;
}

/**
 * Declares a provisioner and infers the type of its params. A platform team lists its own under
 * `waymark:provisioners` in stack configuration, or gives them to `compose`.
 *
 * @example
 * export default defineProvisioner({
 *     type: "redis",
 *     description: "A Redis that the platform team runs",
 *     backends: ["static"],
 *     params: z.strictObject({}),
 *     outputs: { host: { description: "host name" }, port: { description: "port number" } },
 *     provision: () => ({ outputs: { host: "redis.platform.svc", port: 6379 } }),
 * });
 */
export function defineProvisioner<Params>(provisioner: Provisioner<Params>): Provisioner {
    return provisioner;
}
