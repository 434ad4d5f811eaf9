import type { Input } from "@pulumi/pulumi";

/** Arguments of everything that is made in AWS. */
export interface AwsArgs {
    /** Name of the environment; it is the `environment` tag. */
    environment: string;
    /** `dev`, `staging` or `prod`; default the environment's name, where it is one of them. */
    tier?: string;
    /** Namespace of the workloads, in which the Secret with the connection is. */
    namespace: Input<string>;
    /** The `team` tag; default `unassigned`. */
    team?: string;
    /** The `owner` tag; default the team. */
    owner?: string;
    /** The `cost-center` tag; default `unassigned`. */
    costCenter?: string;
    /** Region that it is made in, whatever the provider's is. */
    region: string;
    /** Further tags; one of the same name goes before waymark's own. Default none. */
    tags?: Record<string, string>;
}

/** Arguments of what stores data. */
export interface AwsDataArgs extends AwsArgs {
    /** `tier` (default): protected where the tier says so; `none` lifts it. */
    protection?: string;
    /**
     * ARN of the KMS key for what is stored; default AWS's own key of the service. Counts for a server when it is
     * created.
     */
    kmsKeyId?: string;
}

/** Arguments of what has an address in the VPC. */
export interface AwsNetworkArgs extends AwsDataArgs {
    /** VPC of the cluster's nodes. */
    vpcId: string;
    /** Private subnets; at least two, in different zones, where a second server may take over. */
    subnetIds: string[];
    /** Security groups that may connect: those of the nodes. */
    securityGroupIds: string[];
}

/** Arguments of AwsMySql. */
export interface AwsMySqlArgs extends AwsNetworkArgs {
    /** Size of the disk when it is created, as a quantity; default the environment's (`aws.mysql.storage`). */
    storage?: string;
}

/** Arguments of AwsBucket. */
export interface AwsBucketArgs extends AwsDataArgs {
    /** Names of the roles that may use it, by workload; default none: a user with an access key is made. */
    roles?: Record<string, Input<string>>;
    /** ARN of the policy that bounds the user; default none. */
    permissionsBoundary?: string;
}

/** How pods prove to AWS who they are: exactly one of the two. */
export interface AwsIdentityArgs {
    /** ARN of the cluster's OIDC provider (IRSA); default none. */
    oidcProviderArn?: string;
    /** URL of the cluster's OIDC provider (IRSA); default none. */
    oidcProviderUrl?: string;
    /** Name of the EKS cluster (EKS Pod Identity); default none. */
    clusterName?: string;
}

/** Arguments of AwsWorkloadRole. */
export interface AwsWorkloadRoleArgs extends AwsArgs {
    /** Name of the workload's ServiceAccount. */
    serviceAccount: string;
    /** How its pods prove who they are. */
    identity: AwsIdentityArgs;
    /** ARN of the policy that bounds the role; default none. */
    permissionsBoundary?: string;
}
