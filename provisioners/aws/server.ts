import type { ComponentResource } from "@pulumi/pulumi";
import type { AwsNetworkArgs } from "../../components/aws/args";
import type { Backend } from "../backends";
import type { ProvisionRequest } from "../provisioner";
import { networkArgs, outputsOf, vpcEdges } from "./arguments";
import { loadConnectionOf } from "./onUse";
import { requireAwsSdk } from "./sdk";

/** A kind of server that AWS runs in the VPC. */
interface AwsServer<Params, Args extends AwsNetworkArgs> {
    port: number;
    /** What params add to the arguments. */
    argsOf: (params: Params) => Omit<Args, keyof AwsNetworkArgs>;
    /** Checks the arguments; gives the Kubernetes name. */
    plan: (name: string, args: Args) => { settings: { app: string } };
    /** The component, loaded when it is needed. */
    load: () => new (name: string, args: Args) => ComponentResource;
}

/** The backend `aws` of a type whose server has an address in the VPC: a server of its own for each resource. */
export function serverBackend<Params, Args extends AwsNetworkArgs>({
    port,
    argsOf,
    plan,
    load,
}: AwsServer<Params, Args>): Backend<Params> {
    const argumentsOf = (request: ProvisionRequest<Params>): Args =>
        request.handOver({ ...networkArgs(request), ...argsOf(request.params) } as Args);
    return {
        plan(request) {
            requireAwsSdk(request);
            return { names: [plan(request.resource.logicalName, argumentsOf(request)).settings.app] };
        },
        provision(request) {
            const Component = load();
            const made = new Component(request.resource.logicalName, argumentsOf(request));
            const connection = loadConnectionOf()(made);
            return { outputs: outputsOf(connection, ["password", "uri"]), ...vpcEdges(request, port) };
        },
    };
}
