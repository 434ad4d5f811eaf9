import { DatabaseView } from "../../model/aws/database";
import { KubeObject } from "../../model/kubeObject";
import type { ResourceView } from "../../model/resourceView";
import { violation } from "../../outcome";
import { defineRule } from "../../rule";
import { holds, not, onlyIf, type Truth } from "../../truth";

/** What of Kubernetes holds data, in whatever version. */
const objectKinds = ["StatefulSet", "PersistentVolume", "PersistentVolumeClaim"];

/** Types whose deletion takes data with it that nothing else in the program holds. */
const stateful = [
    "kubernetes:apps/*",
    "kubernetes:core/*",
    "aws:docdb/cluster:Cluster",
    "aws:dynamodb/table:Table",
    "aws:ebs/volume:Volume",
    "aws:efs/fileSystem:FileSystem",
    "aws:elasticache/replicationGroup:ReplicationGroup",
    "aws:kms/key:Key",
    "aws:memorydb/cluster:Cluster",
    "aws:mq/broker:Broker",
    "aws:msk/cluster:Cluster",
    "aws:neptune/cluster:Cluster",
    "aws:opensearch/domain:Domain",
    "aws:rds/cluster:Cluster",
    "aws:rds/globalCluster:GlobalCluster",
    "aws:rds/instance:Instance",
    "aws:redshift/cluster:Cluster",
    "aws:s3/bucket:Bucket",
    "aws:s3/bucketV2:BucketV2",
    "aws-native:amazonmq:Broker",
    "aws-native:docdb:DbCluster",
    "aws-native:dynamodb:GlobalTable",
    "aws-native:dynamodb:Table",
    "aws-native:ec2:Volume",
    "aws-native:efs:FileSystem",
    "aws-native:elasticache:ReplicationGroup",
    "aws-native:kms:Key",
    "aws-native:memorydb:Cluster",
    "aws-native:msk:Cluster",
    "aws-native:neptune:DbCluster",
    "aws-native:opensearchservice:Domain",
    "aws-native:rds:DbCluster",
    "aws-native:rds:DbInstance",
    "aws-native:rds:GlobalCluster",
    "aws-native:redshift:Cluster",
    "aws-native:s3:Bucket",
];

export const platDeleteProtection = defineRule({
    id: "plat-delete-protection",
    group: "governance",
    target: "resource",
    types: stateful,
    title: "What holds data can't be deleted by a slip",
    severity: "medium",
    since: "0.1.0",
    adapters: ["pulumi"],
    rivals: {
        kyverno: ["block-updates-deletes"],
    },
    why: "a renamed or removed resource is deleted by the next update, and its data with it",
    details: `Databases, caches, brokers, buckets, tables, file systems, keys, volumes and claims, and StatefulSets with
\`volumeClaimTemplates\`, carry Pulumi's resource option \`protect\` or \`retainOnDelete\`. Of AWS both providers are looked
at, of Kubernetes every version. A member of a cluster of databases holds nothing of its own.

* In tier dev nothing is asked for: there the data may go, and waymark's own components protect none.
* Pulumi tells policies of \`protect\` and not of \`retainOnDelete\`: in a CrossGuard pack the former is needed; in an
  export of a stack either will do.
* Deletion protection of the cloud itself is another matter: see the rules for AWS. Plain manifests know neither option.`,
    fix: "register it with { protect: true, retainOnDelete: true }",
    componentFixes: {
        StandardService: { arguments: ["protection"], to: "to `tier`" },
        PostgresDatabase: { arguments: ["protection"], to: "to `tier`" },
    },
    *check(resource, { tier }) {
        const { urn, protect, retainOnDelete } = resource.resource;
        if (urn === undefined || tier === "dev" || protect === true || retainOnDelete === true) {
            return;
        }
        yield* onlyIf(holdsData(resource), [violation(resource.body, "is neither protected nor kept on deletion")]);
    },
});

function holdsData(resource: ResourceView): Truth {
    if (resource instanceof KubeObject) {
        const claims = resource.get("spec", "volumeClaimTemplates");
        const makesClaims = !resource.isKind("StatefulSet") || holds(claims, () => claims.items().length > 0);
        return resource.isKind(...objectKinds) && !resource.partial ? makesClaims : false;
    }
    const isMember = resource.type === "aws-native:rds:DbInstance" ? new DatabaseView(resource).isMember : false;
    return not(isMember); // the cluster has the data
}
