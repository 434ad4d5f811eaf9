import { parse, type ScalarTag } from "yaml";
import type { PolicyResource } from "../../../policies";

type Properties = Readonly<Record<string, unknown>>;

/** What a resource of a template is in Pulumi; further ones for what Pulumi keeps in resources of their own. */
type Translation = (properties: Properties, name: string) => { type: string; inputs: Properties }[];

/** Of `!Ref X` and the like the name remains: the resource's own where it is named so too. */
const references: ScalarTag[] = ["!Ref", "!GetAtt", "!Sub"].map((tag) => ({
    tag,
    resolve: (text: string) => text,
}));

/** A CloudFormation template as the inputs of the Pulumi resources that mean the same, or the type that isn't known. */
export function fromCloudFormation(file: string, text: string): PolicyResource[] | string {
    const { Resources: resources } = parse(text, { customTags: references }) as {
        Resources: Record<string, { Type?: string; Properties?: Properties | null }>;
    };
    const strange = Object.values(resources).find((resource) => !Object.hasOwn(translations, resource.Type ?? ""));
    if (strange !== undefined) {
        return `a CloudFormation template with ${strange.Type ?? "a resource of no type"}`;
    }
    return Object.entries(resources).flatMap(([name, resource]) =>
        translations[resource.Type!]!(resource.Properties ?? {}, name).map(({ type, inputs }) => ({
            urn: `urn:pulumi:prod::template::${type}::${name}`,
            type,
            name,
            inputs: withoutUnset(inputs),
            file,
        })),
    );
}

/** For types whose properties have the same names, but for their first letter. */
function named(type: string, others: Readonly<Record<string, string>> = {}): Translation {
    return (properties) => {
        const own = Object.entries(properties).map(([key, value]) => [others[key] ?? lower(key), value] as const);
        return [{ type, inputs: Object.fromEntries(own) }];
    };
}

const translations: Readonly<Record<string, Translation>> = {
    "AWS::RDS::DBCluster": named("aws:rds/cluster:Cluster"),
    "AWS::RDS::DBInstance": named("aws:rds/instance:Instance", {
        EnablePerformanceInsights: "performanceInsightsEnabled",
        PerformanceInsightsKMSKeyId: "performanceInsightsKmsKeyId",
    }),
    "AWS::EC2::Subnet": named("aws:ec2/subnet:Subnet"),
    "AWS::EC2::SecurityGroup": (properties) => [
        {
            type: "aws:ec2/securityGroup:SecurityGroup",
            inputs: {
                description: properties["GroupDescription"],
                ingress: traffic(properties["SecurityGroupIngress"]),
                egress: traffic(properties["SecurityGroupEgress"]),
            },
        },
    ],
    "AWS::ECR::Repository": (properties, name) => {
        const policy = properties["RepositoryPolicyText"];
        const encryption = properties["EncryptionConfiguration"] as Properties | undefined;
        const scanning = properties["ImageScanningConfiguration"] as Properties | undefined;
        const repository = {
            name,
            imageTagMutability: properties["ImageTagMutability"],
            imageScanningConfiguration: scanning && { scanOnPush: scanning["ScanOnPush"] },
            encryptionConfigurations: encryption && [
                { encryptionType: encryption["EncryptionType"], kmsKey: encryption["KmsKey"] },
            ],
        };
        return [
            { type: "aws:ecr/repository:Repository", inputs: repository },
            ...optional("aws:ecr/repositoryPolicy:RepositoryPolicy", policy, {
                repository: name,
                policy: JSON.stringify(policy),
            }),
        ];
    },
    "AWS::EKS::Cluster": (properties) => {
        const vpc = properties["ResourcesVpcConfig"] as Properties | undefined;
        const logging = properties["Logging"] as { ClusterLogging?: { EnabledTypes?: { Type: string }[] } } | undefined;
        const encryption = (properties["EncryptionConfig"] as { Provider: Properties; Resources: unknown }[]) ?? [];
        const [first] = encryption;
        return [
            {
                type: "aws:eks/cluster:Cluster",
                inputs: {
                    vpcConfig: vpc && {
                        endpointPublicAccess: vpc["EndpointPublicAccess"],
                        publicAccessCidrs: vpc["PublicAccessCidrs"],
                    },
                    enabledClusterLogTypes: logging?.ClusterLogging?.EnabledTypes?.map(({ Type: type }) => type),
                    encryptionConfig: first && {
                        provider: { keyArn: first.Provider["KeyArn"] },
                        resources: first.Resources,
                    },
                },
            },
        ];
    },
    "AWS::ElastiCache::CacheCluster": named("aws:elasticache/cluster:Cluster", { CacheNodeType: "nodeType" }),
    "AWS::ElastiCache::ReplicationGroup": named("aws:elasticache/replicationGroup:ReplicationGroup"),
    "AWS::IAM::Policy": ({ PolicyDocument: policy, PolicyName: name, Roles: roles }) => [
        {
            type: "aws:iam/rolePolicy:RolePolicy",
            inputs: {
                name,
                role: Array.isArray(roles) ? (roles[0] as unknown) : undefined,
                policy: documentText(policy),
            },
        },
    ],
    "AWS::IAM::Role": ({ RoleName: name, AssumeRolePolicyDocument: policy }) => [
        { type: "aws:iam/role:Role", inputs: { name, assumeRolePolicy: documentText(policy) } },
    ],
    "AWS::SecretsManager::Secret": named("aws:secretsmanager/secret:Secret"),
    "AWS::S3::Bucket": (properties, name) => {
        const access = properties["PublicAccessBlockConfiguration"] as Properties | undefined;
        const versioning = properties["VersioningConfiguration"] as Properties | undefined;
        const logging = properties["LoggingConfiguration"] as Properties | undefined;
        const encryption = properties["BucketEncryption"] as BucketEncryption | undefined;
        const acl = properties["AccessControl"] as string | undefined;
        const of = (kind: string) => `aws:s3/bucket${kind}:Bucket${kind}`;
        return [
            { type: of(""), inputs: { bucket: name } },
            ...optional(of("PublicAccessBlock"), access, { bucket: name, ...lowered(access) }),
            ...optional(of("Versioning"), versioning, {
                bucket: name,
                versioningConfiguration: { status: versioning?.["Status"] },
            }),
            ...optional(of("Logging"), logging, {
                bucket: name,
                targetBucket: logging?.["DestinationBucketName"],
                targetPrefix: logging?.["LogFilePrefix"],
            }),
            ...optional(of("ServerSideEncryptionConfiguration"), encryption, {
                bucket: name,
                rules: encryption?.ServerSideEncryptionConfiguration.map((rule) => ({
                    bucketKeyEnabled: rule.BucketKeyEnabled,
                    applyServerSideEncryptionByDefault: {
                        sseAlgorithm: rule.ServerSideEncryptionByDefault.SSEAlgorithm,
                        kmsMasterKeyId: rule.ServerSideEncryptionByDefault.KMSMasterKeyID,
                    },
                })),
            }),
            // `AuthenticatedRead` is `authenticated-read` there.
            ...optional(of("Acl"), acl, { bucket: name, acl: acl?.replace(/(?!^)[A-Z]/g, "-$&").toLowerCase() }),
        ];
    },
};

interface BucketEncryption {
    ServerSideEncryptionConfiguration: {
        BucketKeyEnabled?: boolean;
        ServerSideEncryptionByDefault: { SSEAlgorithm?: string; KMSMasterKeyID?: string };
    }[];
}

function optional(type: string, given: unknown, inputs: Properties): { type: string; inputs: Properties }[] {
    return given === undefined ? [] : [{ type, inputs }];
}

function documentText(policy: unknown): string | undefined {
    return policy === undefined || policy === null ? undefined : JSON.stringify(policy);
}

function traffic(rules: unknown): Properties[] | undefined {
    return (rules as Properties[] | undefined)?.map((rule) => ({
        description: rule["Description"],
        protocol: rule["IpProtocol"],
        // Without ports a rule is for all of them.
        fromPort: rule["FromPort"] ?? 0,
        toPort: rule["ToPort"] ?? (rule["IpProtocol"] === "-1" ? 0 : 65535),
        cidrBlocks: [rule["CidrIp"]],
    }));
}

function lowered(properties: Properties = {}): Properties {
    return Object.fromEntries(Object.entries(properties).map(([key, value]) => [lower(key), value]));
}

function lower(key: string): string {
    return key.charAt(0).toLowerCase() + key.slice(1);
}

/** The same without what is undefined, at any depth: inputs as an engine would hold them. */
function withoutUnset(inputs: Properties): Record<string, unknown> {
    return JSON.parse(JSON.stringify(inputs)) as Record<string, unknown>;
}
