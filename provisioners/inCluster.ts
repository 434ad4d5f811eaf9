import type { BackingServiceArgs } from "../components/backingService/args";
import type { BackingService, ServerFacts } from "../components/backingService/backingService";
import { sha256Hex } from "../core/canonicalJson";
import { physicalName } from "../core/physicalName";
import type { Input } from "@pulumi/pulumi";
import type { Backend } from "./backends";
import { loadBackingService, loadPlanBackingService } from "./onUse";
import { SecretOutput, type OutputDescription, type ResourceOutput } from "./outputs";
import type { ProvisionContext, ProvisionRequest, RequestedResource } from "./provisioner";

/** What the context says for every component. */
type Common = "environment" | "tier" | "namespace" | "team" | "owner" | "protection";

/** A server that stands behind a resource. */
export interface Server {
    args: Omit<BackingServiceArgs, Common>;
    /** What its Secret holds by key: each output of the type, and what only the server itself needs. */
    content: (facts: ServerFacts) => Record<string, Input<string>>;
}

/**
 * The backend `container`: a server of its own for each resource.
 *
 * @param outputs the outputs of the type; each has a key of the same name in the server's Secret
 */
export function containerBackend<Params>(
    outputs: Readonly<Record<string, OutputDescription>>,
    serverOf: (request: ProvisionRequest<Params>) => Server,
): Backend<Params> {
    return {
        plan: (request) => ({ names: [plannedServer(request, serverOf(request))] }),
        provision(request) {
            const server = registeredServer(request, serverOf(request));
            return { outputs: serverOutputs(outputs, server), connectsTo: server.endpoint };
        },
    };
}

/** Checks a server before anything is registered; its Kubernetes name. */
export function plannedServer(
    request: Pick<ProvisionRequest<unknown>, "resource" | "context" | "handOver">,
    { args }: Server,
): string {
    const { resource, context, handOver } = request;
    return loadPlanBackingService()(resource.logicalName, handOver({ ...commonArgs(context), ...args })).settings.app;
}

/** Registers a server under the resource's name. */
export function registeredServer(
    { resource, context, handOver }: Pick<ProvisionRequest<unknown>, "resource" | "context" | "handOver">,
    { args, content }: Server,
): BackingService {
    const Component = loadBackingService();
    return new Component(resource.logicalName, handOver({ ...commonArgs(context), ...args }), content);
}

/** The outputs of a type as a server gives them: secret ones by reference to its Secret. */
function serverOutputs(
    outputs: Readonly<Record<string, OutputDescription>>,
    { content, secretName }: BackingService,
): Record<string, ResourceOutput> {
    return Object.fromEntries(
        Object.entries(outputs).map(([key, { secret }]) => {
            const value = content[key];
            if (value === undefined) {
                throw new TypeError(`the server gives no "${key}"`);
            }
            return [key, secret === true ? new SecretOutput({ secretName, key, value }) : value];
        }),
    );
}

/** What every component of the environment is given. */
export function commonArgs({ environment, namespace, team, owner, protection }: ProvisionContext) {
    return { environment: environment.name, namespace, team, owner, protection };
}

/** Kubernetes name of what stands for a resource. */
export function appOf({ logicalName, uid }: RequestedResource): string {
    return physicalName(logicalName, uid);
}

/**
 * A name for a user or database: letters, digits and `_`, beginning with a letter. A longer one ends with 6 hex digits
 * of the hash of the resource's UID.
 */
export function identifierOf(resource: RequestedResource, longest = 63): string {
    const name = appOf(resource).replaceAll("-", "_");
    return name.length <= longest ? name : `${name.slice(0, longest - 7)}_${sha256Hex(resource.uid).slice(0, 6)}`;
}
