import type { Input } from "@pulumi/pulumi";
import type { z } from "zod";
import type { ConnectionArgs } from "../components/shared/connection";
import type { VolumeArgs } from "../components/standardService/args";
import type { Environment } from "../environments/environment";
import type { AwsFacts } from "./awsFacts";
import type { OutputDescription, ResourceOutput } from "./outputs";
import type { ResourcePage } from "./page";
import type { WorkloadChanges } from "./workloadChanges";

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
    /** Its `app` label, which is also the name of its ServiceAccount. */
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
    costCenter: string;
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
    /** What is known of the AWS account and network; undefined where stack configuration has no `aws`. */
    aws?: AwsFacts;
    /**
     * Something that several resources of the environment have together, a broker for instance: made by the first one
     * that asks for it under a key, handed out to all others. Keys begin with the resource type.
     */
    once: <T>(key: string, make: () => T) => T;
}

/** One request to a provisioner. */
export interface ProvisionRequest<Params> {
    resource: RequestedResource;
    params: Params;
    /** The one of the provisioner's `backends` that is to stand behind the resource. */
    backend: string;
    context: ProvisionContext;
    /** The arguments with what a component should know beside them (environment, places in the Score file, UID). */
    handOver: <Args extends object>(args: Args) => Args;
}

/** What is known of a resource before anything is registered. */
export interface ProvisionPlan {
    /** Names that it takes among the workloads' names. */
    names: readonly string[];
    /** Names of what it shares with other resources, each with the UID of what is shared. Default none. */
    shared?: readonly { name: string; uid: string }[];
    /** Outputs of the type that this resource can't give, by name: why, and what to do instead. */
    withheld?: Readonly<Record<string, { message: string; hint: string }>>;
    /** As `provision` will give them, so that a conflict is told before anything is registered. */
    workload?: Provisioned["workload"];
}

/**
 * What a provisioner gives back. Further resources (a Secret, a Job, a bucket) are registered by `provision` itself, as
 * in any Pulumi program.
 *
 * @example
 * // An own `report-store`: a Secret of its own, an edge, and a change to every workload that uses it.
 * provision({ resource, context: { namespace } }) {
 *     const key = new RandomPassword(`${resource.logicalName}-key`, { length: 32, special: false });
 *     const metadata = { name: `${resource.logicalName}-key`, namespace };
 *     new Secret(`${resource.logicalName}-key`, { metadata, stringData: { key: key.result } });
 *     return {
 *         outputs: { key: new SecretOutput({ secretName: metadata.name, key: "key", value: key.result }) },
 *         connectsTo: { host: "reports.example.com", ports: [{ port: 443 }] },
 *         workload: {
 *             variables: { REPORTS_URL: "https://reports.example.com" },
 *             secretVariables: { REPORTS_KEY: { secretName: metadata.name, key: "key" } },
 *             serviceAccount: { annotations: { "reports.example.com/role": "writer" } },
 *         },
 *     };
 * }
 */
export interface Provisioned {
    /** What `${resources.NAME.KEY}` stands for. */
    outputs: Readonly<Record<string, ResourceOutput>>;
    /** What `${resources.NAME}` stands for as the source of a volume. */
    volume?: VolumeArgs;
    /** Whom every workload that uses the resource talks to. */
    connectsTo?: ConnectionArgs;
    /** Who talks to every workload that uses the resource. */
    acceptsFrom?: ConnectionArgs;
    /** Further ends that every such workload talks to, by a word that the edge's name (`RESOURCE-WORD`) ends with. */
    alsoConnectsTo?: Readonly<Record<string, ConnectionArgs>>;
    /**
     * What becomes different in every workload that uses the resource. Two resources of a workload that set one thing to
     * different values, and a resource that sets what the workload sets itself, are an error that names both.
     */
    workload?: WorkloadChanges | ((workload: OfferedWorkload) => WorkloadChanges);
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
    /**
     * What may stand behind the resource, for example `container`. Where there are several, a class of such a name asks
     * for that one; for every other class the environment says which (`settings.backends`), else it is the first.
     */
    backends: readonly string[];
    /**
     * Schema of the params, each with a description. A key that `z.object` doesn't know is a warning with the nearest
     * name, and an error with `strictParams` in stack configuration; one that `z.strictObject` doesn't know is an error.
     */
    params: z.ZodType<Params>;
    /** The outputs by name; `any` where they depend on params and environment. */
    outputs: Readonly<Record<string, OutputDescription>> | "any";
    /** What to do about an output that it doesn't hand out, where `outputs` is `any`. Default: a list of those it does. */
    missingOutput?: string;
    /** True where several workloads may name the resource by one id. Default true. */
    shareable?: boolean;
    /**
     * False where `provision` itself registers nothing, so that it can also be called to check everything before
     * anything is registered. Default true.
     */
    registers?: boolean;
    /** What its page in docs/resources says beside the rest; the types of this package all have it. */
    page?: ResourcePage;
    /**
     * Checks a request before anything is registered, where `provision` itself registers something.
     *
     * @throws ProblemError where the environment can't give what is asked
     */
    plan?(request: ProvisionRequest<Params>): ProvisionPlan;
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
