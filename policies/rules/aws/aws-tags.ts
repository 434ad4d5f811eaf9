import { z } from "zod";
import { strictMap } from "../../../core/schema";
import type { ResourceView } from "../../model/resourceView";
import type { Value } from "../../model/value";
import { defineRule } from "../../rule";
import { all, any, holds, not, violationIf, type Truth } from "../../truth";

/** Types that take tags: in the provider aws a map, in aws-native a list of keys and values. */
const types = [
    ...["aws:ec2/securityGroup:SecurityGroup", "aws:ec2/subnet:Subnet", "aws:ec2/vpc:Vpc"],
    ...["aws:ecr/repository:Repository", "aws:eks/cluster:Cluster"],
    "aws:elasticache/replicationGroup:ReplicationGroup",
    "aws:elasticache/cluster:Cluster",
    ...["aws:iam/policy:Policy", "aws:iam/role:Role", "aws:iam/user:User"],
    ...["aws:kms/externalKey:ExternalKey", "aws:kms/key:Key", "aws:kms/replicaKey:ReplicaKey"],
    ...["aws:rds/globalCluster:GlobalCluster", "aws:rds/snapshot:Snapshot", "aws:rds/clusterSnapshot:ClusterSnapshot"],
    ...["aws:rds/snapshotCopy:SnapshotCopy", "aws:rds/clusterSnapshotCopy:ClusterSnapshotCopy"],
    ...["aws:secretsmanager/secret:Secret", "aws:ssm/parameter:Parameter"],
    ...["aws:rds/cluster:Cluster", "aws:rds/clusterInstance:ClusterInstance", "aws:rds/instance:Instance"],
    ...["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"],
    ...["aws-native:ec2:SecurityGroup", "aws-native:ec2:Subnet", "aws-native:ec2:Vpc", "aws-native:ecr:Repository"],
    ...["aws-native:eks:Cluster", "aws-native:elasticache:ReplicationGroup"],
    ...["aws-native:iam:Role", "aws-native:iam:User", "aws-native:kms:Key", "aws-native:kms:ReplicaKey"],
    ...["aws-native:rds:GlobalCluster", "aws-native:secretsmanager:Secret"],
    ...["aws-native:rds:DbCluster", "aws-native:rds:DbInstance", "aws-native:s3:Bucket"],
];

export const awsTags = defineRule({
    id: "aws-tags",
    group: "aws",
    target: "set",
    title: "Resources in AWS carry the tags that say whose they are",
    severity: "low",
    since: "0.1.0",
    why: "without them nobody knows whom to call or to bill, or how the data must be kept",
    details: `\`tags\` names the required ones, with \`|\` between names of which any will do; default \`owner\`,
\`cost-centre|cost-center\`, \`env|environment\` and \`data-class\`. An empty value is none. Keys are compared as AWS does it,
by case. waymark's own components write all but \`data-class\`: \`waymark:aws.tags\` is the place for it.

A tag counts in \`tags\` and \`tagsAll\` of the resource, and in \`defaultTags\` of a provider of the same kind (\`aws\`,
\`aws-native\`). Which of several providers makes a resource can't be seen, so a tag of any of them counts. Judged are the
types that the other rules for AWS know and that take tags, settings of another resource (parameter and subnet groups,
rotations) left out.

No machine knows who answers for something, and the rule looks at providers too: nothing is written by remediation.`,
    fix: "add the tag to tags, or to defaultTags of the provider for all resources",
    params: strictMap({
        tags: z
            .array(z.string().min(1))
            .default(["owner", "cost-centre|cost-center", "env|environment", "data-class"])
            .describe("Keys of the required tags, with | between those of which any will do"),
    }),
    *check(set, { params }) {
        for (const resource of set.ofType(...types)) {
            const provider = `pulumi:providers:${resource.type.slice(0, resource.type.indexOf(":"))}`;
            const lists = set.ofType(provider).map(({ body }) => body.get("defaultTags").parsed().get("tags").parsed());
            const truths = params.tags.map((key) =>
                any(
                    ...[...ownTags(resource), ...lists].flatMap((list) =>
                        key.split("|").map((name) => holdsTag(list, name)),
                    ),
                ),
            );
            const missing = params.tags.filter((_, index) => truths[index] === false);
            const message = `these tags are missing: ${missing.join(", ").replaceAll("|", " or ")}`;
            yield* violationIf(not(all(...truths)), resource.get("tags"), message);
        }
    },
});

function ownTags(resource: ResourceView): Value[] {
    return [resource.get("tags"), resource.get("tagsAll")];
}

function holdsTag(tags: Value, key: string): Truth {
    const isFilled = (value: Value): Truth => holds(value, (known) => (known.quantity() ?? "") !== "");
    const items = tags.items().map((item) =>
        all(
            holds(item.get("key"), (known) => known.string() === key),
            isFilled(item.get("value")),
        ),
    );
    return any(isFilled(tags.get(key)), ...items);
}
