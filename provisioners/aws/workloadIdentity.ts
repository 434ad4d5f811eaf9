import type { Input, Output } from "@pulumi/pulumi";
import type { AwsIdentityArgs } from "../../components/aws/args";
import type { AwsFacts } from "../awsFacts";
import type { ConnectionArgs } from "../../components/shared/connection";
import type { OfferedWorkload, ProvisionRequest } from "../provisioner";
import type { WorkloadChanges } from "../workloadChanges";
import { awsArgs } from "./arguments";
import { loadAwsWorkloadRole, loadConnectionOf } from "./onUse";

/** How pods of the environment prove to AWS who they are. */
export type Identity = "oidc-provider" | "pod-identity";

/** Where the agent of EKS Pod Identity answers, on every node. */
const podIdentityAgent: ConnectionArgs = { cidr: "169.254.170.23/32", ports: [{ port: 80 }] };

/** How pods prove who they are; undefined where the configuration names neither way. */
export function identityOf(aws: AwsFacts | undefined): Identity | undefined {
    return aws?.oidcProvider !== undefined
        ? "oidc-provider"
        : aws?.clusterName !== undefined
          ? "pod-identity"
          : undefined;
}

/** A role that pods take on. */
export interface WorkloadRole {
    name: Output<string>;
    arn: Output<string>;
}

/** The role of a workload: made for the first resource that asks for it, the same for all others. */
export function roleOf(request: ProvisionRequest<unknown>, { name, serviceName }: OfferedWorkload): WorkloadRole {
    return request.context.once(`s3 role of ${name}`, () => {
        const { oidcProvider, clusterName, permissionsBoundary } = request.context.aws ?? {};
        const Component = loadAwsWorkloadRole();
        const identity: AwsIdentityArgs =
            oidcProvider === undefined
                ? { clusterName }
                : { oidcProviderArn: oidcProvider.arn, oidcProviderUrl: oidcProvider.url };
        const args = { ...awsArgs(request), serviceAccount: serviceName, permissionsBoundary, identity };
        const { content } = loadConnectionOf()(new Component(`${name}-aws`, args));
        return { name: content["name"]!, arn: content["arn"]! };
    });
}

/**
 * What becomes different in a workload that has a role. The pods' annotation makes them anew where the way changes:
 * credentials come with the start of a pod.
 */
export function identityChanges(identity: Identity, arn: Input<string>): WorkloadChanges {
    return {
        podAnnotations: { "waymark.dev/aws-identity": identity },
        ...(identity === "oidc-provider"
            ? { serviceAccount: { annotations: { "eks.amazonaws.com/role-arn": arn } } }
            : {}),
    };
}

/** Where pods get their credentials: from the service for tokens, or from the agent on their node. */
export function identityEdge(identity: Identity, stsHost: string): Record<string, ConnectionArgs> {
    return identity === "oidc-provider"
        ? { tokens: { host: stsHost, ports: [{ port: 443 }] } }
        : { identity: podIdentityAgent };
}
