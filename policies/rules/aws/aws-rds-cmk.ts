import { DatabaseView, storageTypes } from "../../model/aws/database";
import { isGiven, isOwnKey } from "../../model/aws/inputs";
import type { ResourceView } from "../../model/resourceView";
import type { Outcome } from "../../outcome";
import { defineRule } from "../../rule";
import { all, any, not, violationIf } from "../../truth";

export const awsRdsCmk = defineRule({
    id: "aws-rds-cmk",
    group: "aws",
    target: "resource",
    types: [
        ...storageTypes,
        "aws:rds/snapshotCopy:SnapshotCopy",
        "aws:rds/clusterSnapshotCopy:ClusterSnapshotCopy",
        "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication",
        "aws:rds/clusterActivityStream:ClusterActivityStream",
    ],
    title: "Databases are encrypted with a key of one's own",
    severity: "medium",
    since: "0.1.0",
    rivals: {
        checkov: ["CKV_AWS_245", "CKV_AWS_246", "CKV_AWS_266", "CKV_AWS_327"],
        "compliance-policies": ["aws-rds-*-configure-customer-managed-key"],
    },
    why: "the key of AWS can be neither limited to some users, nor shared for a restore, nor taken away",
    details: `Asks for \`kmsKeyId\` on instances, clusters, copies of snapshots, replicated backups and activity streams. The
alias of AWS's own key (\`alias/aws/rds\`) is none; whether another key is one's own can't be seen in its id.

A read replica in the same region and an instance that is restored from a snapshot have the key of their source, and a
member of a cluster the cluster's: nothing is missing there. Never mended: which key is yours to say, and the field is
fixed at creation, so that a change replaces the database.`,
    fix: "set kmsKeyId to the ARN of a key of your own (create only: an existing database is replaced)",
    check,
});

function check(resource: ResourceView): Iterable<Outcome> {
    const database = new DatabaseView(resource);
    const key = resource.get("kmsKeyId");
    const inherits = any(
        database.isMember,
        all(not(isGiven(key)), any(database.isReplica, all(!database.isCluster, database.isRestored))),
    );
    return violationIf(all(not(isOwnKey(key)), not(inherits)), key, "no key of one's own is named");
}
