import type { Resource } from "@pulumi/pulumi";
import type { AwsBucketArgs, AwsMySqlArgs, AwsNetworkArgs, AwsWorkloadRoleArgs } from "../../../components/aws/args";
import { AwsAmqp } from "../../../components/aws/awsAmqp";
import { AwsBucket } from "../../../components/aws/awsBucket";
import { AwsMySql } from "../../../components/aws/awsMySql";
import { AwsRedis } from "../../../components/aws/awsRedis";
import { AwsWorkloadRole } from "../../../components/aws/awsWorkloadRole";
import { awsFacts, kmsKeyId } from "../../helpers/aws";

const { region, vpcId, subnetIds, securityGroupIds } = awsFacts;
const base = { environment: "staging", namespace: "shop", region };
const network: AwsNetworkArgs = { ...base, vpcId, subnetIds, securityGroupIds };
const boundary = "arn:aws:iam::111122223333:policy/boundary";

/** What every type's arguments have in common, each changed once. */
function common<Args extends object>(type: string, args: Args): Record<string, Args> {
    const changes = {
        environment: "dev",
        tier: "prod",
        namespace: "other",
        team: "payments",
        owner: "ana",
        costCenter: "cc-1",
        region: "eu-central-1",
        tags: { data: "public" },
    };
    return changed(type, args, changes);
}

function data<Args extends object>(type: string, args: Args): Record<string, Args> {
    return { ...common(type, args), ...changed(type, args, { protection: "none", kmsKeyId }) };
}

function networked<Args extends object>(type: string, args: Args): Record<string, Args> {
    const changes = {
        vpcId: "vpc-1a1b2c3d",
        subnetIds: ["subnet-0c1b2c3d", "subnet-0d1b2c3d"],
        securityGroupIds: ["sg-1a1b2c3d"],
    };
    return { ...data(type, args), ...changed(type, args, changes) };
}

function changed<Args extends object>(type: string, args: Args, changes: object): Record<string, Args> {
    const entries = Object.entries(changes).map(([key, value]) => [
        `${type}.${key}`,
        { ...args, [key]: value as unknown },
    ]);
    return Object.fromEntries(entries) as Record<string, Args>;
}

const role: AwsWorkloadRoleArgs = { ...base, serviceAccount: "web", identity: { clusterName: "main" } };
const oidc = { oidcProviderArn: "arn:aws:iam::111122223333:oidc-provider/a", oidcProviderUrl: "https://a.example" };
const withIdentity = (identity: AwsWorkloadRoleArgs["identity"]) => ({ ...role, identity });

/** Arguments of the components in AWS by the property that differs in them. */
export const awsTables = {
    AwsRedis: {
        make: (args: AwsNetworkArgs): Resource => new AwsRedis("db", args),
        base: network,
        changes: networked("AwsNetworkArgs", network),
    },
    AwsAmqp: {
        make: (args: AwsNetworkArgs): Resource => new AwsAmqp("db", args),
        base: network,
        changes: networked("AwsNetworkArgs", network),
    },
    AwsMySql: {
        make: (args: AwsMySqlArgs): Resource => new AwsMySql("db", args),
        base: network as AwsMySqlArgs,
        changes: { ...networked("AwsMySqlArgs", network), "AwsMySqlArgs.storage": { ...network, storage: "50Gi" } },
    },
    AwsBucket: {
        make: (args: AwsBucketArgs): Resource => new AwsBucket("files", args),
        base: base as AwsBucketArgs,
        changes: {
            ...data("AwsBucketArgs", base),
            "AwsBucketArgs.roles": { ...base, roles: { web: "web-role" } },
            "AwsBucketArgs.permissionsBoundary": { ...base, permissionsBoundary: boundary },
        },
    },
    AwsWorkloadRole: {
        make: (args: AwsWorkloadRoleArgs): Resource => new AwsWorkloadRole("web-aws", args),
        base: role,
        changes: {
            ...common("AwsWorkloadRoleArgs", role),
            "AwsWorkloadRoleArgs.serviceAccount": { ...role, serviceAccount: "api" },
            "AwsWorkloadRoleArgs.permissionsBoundary": { ...role, permissionsBoundary: boundary },
            "AwsWorkloadRoleArgs.identity": withIdentity(oidc),
            "AwsIdentityArgs.clusterName": withIdentity({ clusterName: "other" }),
            "AwsIdentityArgs.oidcProviderArn": withIdentity({ ...oidc, oidcProviderArn: `${oidc.oidcProviderArn}b` }),
            "AwsIdentityArgs.oidcProviderUrl": withIdentity({ ...oidc, oidcProviderUrl: "https://b.example" }),
        },
    },
};
