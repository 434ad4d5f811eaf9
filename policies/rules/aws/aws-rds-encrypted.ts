import { clusterTypes, DatabaseView, globalClusterTypes, storageTypes } from "../../model/aws/database";
import { isGiven, isOn } from "../../model/aws/inputs";
import type { ResourceView } from "../../model/resourceView";
import type { Outcome } from "../../outcome";
import { defineRule } from "../../rule";
import { all, any, holds, not, violationIf, type Truth } from "../../truth";

const copyTypes = ["aws:rds/snapshotCopy:SnapshotCopy", "aws:rds/clusterSnapshotCopy:ClusterSnapshotCopy"];

export const awsRdsEncrypted = defineRule({
    id: "aws-rds-encrypted",
    group: "aws",
    target: "resource",
    types: [...storageTypes, ...globalClusterTypes, ...copyTypes],
    title: "Databases are encrypted at rest",
    severity: "critical",
    since: "0.1.0",
    rivals: {
        awsguard: ["rds-storage-encrypted"],
        checkov: ["CKV_AWS_140", "CKV_AWS_146", "CKV_AWS_16", "CKV_AWS_96"],
        "compliance-policies": [
            "aws-rds-instance-disallow-unencrypted-storage",
            "aws-rds-cluster-disallow-unencrypted-storage",
        ],
        prowler: ["rds_instance_storage_encrypted", "rds_cluster_storage_encrypted", "rds_snapshots_encrypted"],
        trivy: ["AWS-0079", "AWS-0080"],
    },
    why: "whoever gets at a snapshot or a disk of it reads everything, and it can't be switched on later",
    details: `Judges \`storageEncrypted\` of instances, clusters and global clusters, and the key of snapshot copies. Unset is
\`false\` (the provider's documentation of \`aws.rds.Instance\`, \`Cluster\` and \`GlobalCluster\`, version 7.48).

* A member of a cluster has the cluster's storage and isn't asked, in both providers.
* A read replica is encrypted as its source is, so only \`storageEncrypted: false\` fails there; a replica in another
  region that names \`kmsKeyId\` is encrypted with that key.
* A cluster restored from a snapshot with \`kmsKeyId\` is encrypted with it, whatever the snapshot was.
* \`engineMode: serverless\` is always encrypted.
* A global cluster that is made from an existing cluster is as that one is.
* A copy of a snapshot is encrypted for certain only where it names \`kmsKeyId\`; without one it is as its source, of which
  nothing is known here. prowler looks at the snapshots that exist.

It is never mended automatically: the field is fixed at creation, and another value replaces the database with an empty
one. Restore an encrypted copy of a snapshot instead. trivy's check of clusters also asks for \`kmsKeyId\`; that is
[aws-rds-cmk](aws-rds-cmk.md) here.`,
    fix: "set storageEncrypted: true (create only: an existing database is replaced; restore an encrypted snapshot copy)",
    check(resource) {
        return copyTypes.includes(resource.type) ? checkCopy(resource) : checkStorage(resource);
    },
});

function checkStorage(resource: ResourceView): Iterable<Outcome> {
    const database = new DatabaseView(resource);
    const encrypted = database.get("storageEncrypted");
    const key = isGiven(database.get("kmsKeyId"));
    const replica = any(database.isReplica, isFromCluster(resource));
    const fine = any(
        isOn(encrypted),
        database.isMember,
        all(
            replica,
            any(
                key,
                holds(encrypted, ({ isUnset }) => isUnset),
            ),
        ),
        database.isCluster && any(all(isGiven(database.get("snapshotIdentifier")), key), isServerless(database)),
    );
    return violationIf(not(fine), encrypted, "the storage is not encrypted");
}

/** A global cluster can be made from a cluster that is there. */
function isFromCluster(resource: ResourceView): Truth {
    const isGlobal = (globalClusterTypes as readonly string[]).includes(resource.type);
    return isGlobal && isGiven(resource.get("sourceDbClusterIdentifier"));
}

function isServerless(database: DatabaseView): Truth {
    const encrypted = database.get("storageEncrypted");
    const serverless = holds(database.get("engineMode"), (mode) => mode.string() === "serverless");
    return (clusterTypes as readonly string[]).includes(database.resource.type)
        ? all(
              serverless,
              holds(encrypted, ({ isUnset }) => isUnset),
          )
        : false;
}

function checkCopy(resource: ResourceView): Iterable<Outcome> {
    const key = resource.get("kmsKeyId");
    const message = "the copy names no key, so it is encrypted only where its source is";
    return violationIf(not(isGiven(key)), key, message, "set kmsKeyId to the key that the copy is encrypted with");
}
