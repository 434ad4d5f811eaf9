import { z } from "zod";
import { isCidr } from "../core/cidr";
import { strictMap, withHint } from "../core/schema";

const id = (prefix: string) =>
    z
        .string()
        .regex(
            new RegExp(`^${prefix}-[0-9a-f]{8,17}$`),
            withHint("this is no id of AWS", `write for example ${prefix}-0a1b2c3d`),
        );

const arn = z
    .string()
    .regex(/^arn:aws[-a-z]*:[-a-z0-9]+:/, withHint("this is no ARN", "write for example arn:aws:kms:eu-west-1:…"));

/** What stack configuration says of AWS (`waymark:aws`): facts about the account and network that others have made. */
export const awsFactsSchema = strictMap({
    region: z
        .string()
        .regex(/^[a-z]{2}(-[a-z]+)+-\d$/, withHint("this is no region", "write for example eu-west-1"))
        .optional()
        .describe("Region that resources are made in."),
    vpcId: id("vpc").optional().describe("VPC that the cluster's nodes are in."),
    vpcCidrs: z
        .array(z.string().refine(isCidr, { error: withHint("this is no IP range", "write for example 10.20.0.0/16") }))
        .min(1)
        .optional()
        .describe("Ranges of the VPC: where its databases, caches and brokers have their addresses."),
    subnetIds: z.array(id("subnet")).min(1).optional().describe("Private subnets for databases, caches and brokers."),
    securityGroupIds: z
        .array(id("sg"))
        .min(1)
        .optional()
        .describe("Security groups of the nodes: what may connect to databases, caches and brokers."),
    hostedZoneId: z
        .string()
        .regex(/^Z[A-Z0-9]{5,31}$/, withHint("this is no hosted zone", "write for example Z0123456789ABCDEFGHIJ"))
        .optional()
        .describe("Route 53 zone of the environment's domain."),
    dnsTarget: z
        .string()
        .min(1)
        .optional()
        .describe("Name or address that records of the zone point at: that of the Gateway or Ingress."),
    oidcProvider: strictMap({ arn, url: z.string().min(1) })
        .optional()
        .describe("The cluster's OIDC provider, `arn` and `url`: pods take on roles by their ServiceAccounts (IRSA)."),
    clusterName: z
        .string()
        .min(1)
        .optional()
        .describe("Name of the EKS cluster: pods take on roles by EKS Pod Identity. `oidcProvider` goes before."),
    kmsKeyId: z
        .string()
        .regex(
            /^arn:aws[-a-z]*:kms:[-a-z0-9]+:\d{12}:key\/[-a-z0-9]+$/,
            // By an id or alias the provider would see another key than the one that AWS tells, and replace what is there.
            withHint("this is no ARN of a key", "write for example arn:aws:kms:eu-west-1:111122223333:key/1a2b3c4d-…"),
        )
        .optional()
        .describe("ARN of the KMS key for what is stored. Default: AWS's own key per service."),
    permissionsBoundary: arn.optional().describe("Policy that bounds every role that is made. Default: none."),
    tags: z.record(z.string(), z.string()).default({}).describe("Tags of everything that is made."),
});

/** Facts about AWS, checked; whatever is undefined was not written. */
export type AwsFacts = z.infer<typeof awsFactsSchema>;
