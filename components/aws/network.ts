import { SecurityGroup } from "@pulumi/aws/ec2/securityGroup";
import { SecurityGroupIngressRule } from "@pulumi/aws/vpc/securityGroupIngressRule";
import type { CustomResourceOptions, Output } from "@pulumi/pulumi";
import type { AwsNetworkArgs } from "./args";

/**
 * A security group that lets in who is named, on one port, and lets nothing out: servers answer, they don't ask.
 *
 * @returns its id
 */
export function closedGroup(
    name: string,
    args: AwsNetworkArgs,
    { port, description, tags }: { port: number; description: string; tags: Readonly<Record<string, string>> },
    options: CustomResourceOptions,
): Output<string> {
    const { region, vpcId, securityGroupIds } = args;
    const group = new SecurityGroup(`${name}-security-group`, { region, vpcId, description, tags }, options);
    for (const from of [...new Set(securityGroupIds)].sort()) {
        new SecurityGroupIngressRule(
            `${name}-from-${from}`,
            {
                region,
                securityGroupId: group.id,
                referencedSecurityGroupId: from,
                ipProtocol: "tcp",
                fromPort: port,
                toPort: port,
                description: "From the nodes of the cluster",
                tags,
            },
            options,
        );
    }
    return group.id;
}
