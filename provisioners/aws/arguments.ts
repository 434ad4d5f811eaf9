import type { AwsArgs, AwsDataArgs, AwsNetworkArgs } from "../../components/aws/args";
import type { AwsConnection } from "../../components/aws/connectionSecret";
import type { ConnectionArgs } from "../../components/shared/connection";
import { SecretOutput, type ResourceOutput } from "../outputs";
import type { Provisioned, ProvisionRequest } from "../provisioner";
import { requireAws } from "../requireAws";

type Request = ProvisionRequest<unknown>;

/** Facts that everything with an address in the VPC needs. */
const networkFacts = ["region", "vpcId", "vpcCidrs", "subnetIds", "securityGroupIds"] as const;

/**
 * What every component in AWS is given.
 *
 * @throws ProblemError where the region isn't known
 */
export function awsArgs(request: Request): AwsArgs {
    const { environment, namespace, team, owner, costCenter } = request.context;
    const { region, tags } = requireAws(request, ["region"]);
    return { environment: environment.name, namespace, team, owner, costCenter, region, tags };
}

/** What every component that stores data is given. */
export function dataArgs(request: Request): AwsDataArgs {
    const { protection, aws } = request.context;
    return { ...awsArgs(request), protection, kmsKeyId: aws?.kmsKeyId };
}

/**
 * What every component with an address in the VPC is given.
 *
 * @throws ProblemError that names every fact that isn't known
 */
export function networkArgs(request: Request): AwsNetworkArgs {
    const { vpcId, subnetIds, securityGroupIds } = requireAws(request, networkFacts);
    return { ...dataArgs(request), vpcId, subnetIds, securityGroupIds };
}

/**
 * The edges to a server in the VPC. One end of an edge is one range, so each further range is an end of its own; which
 * address the server gets is AWS's matter.
 */
export function vpcEdges(request: Request, port: number): Pick<Provisioned, "connectsTo" | "alsoConnectsTo"> {
    const cidrs = [...new Set(requireAws(request, networkFacts).vpcCidrs)].sort();
    const [connectsTo, ...others] = cidrs.map((cidr): ConnectionArgs => ({ cidr, ports: [{ port }] }));
    const further = others.map((end, index) => [`vpc-${index + 2}`, end] as const);
    return { connectsTo, alsoConnectsTo: Object.fromEntries(further) };
}

/** How to connect as the outputs of a resource: those named are secret, by reference to the Secret. */
export function outputsOf(
    { content, secretName }: AwsConnection,
    secrets: readonly string[],
): Record<string, ResourceOutput> {
    return Object.fromEntries(
        Object.entries(content).map(([key, value]) => [
            key,
            secrets.includes(key) ? new SecretOutput({ secretName, key, value }) : value,
        ]),
    );
}
