import type { ResourceView } from "../../model/resourceView";
import type { Value } from "../../model/value";
import { undecided, type Outcome } from "../../outcome";
import { remove } from "../../patch";
import { defineRule } from "../../rule";
import { holds, violationIf } from "../../truth";

export const awsRdsSnapshotPublic = defineRule({
    id: "aws-rds-snapshot-public",
    group: "aws",
    target: "resource",
    types: [
        "aws:rds/snapshot:Snapshot",
        "aws:rds/snapshotCopy:SnapshotCopy",
        "aws:rds/clusterSnapshot:ClusterSnapshot",
        "aws:rds/clusterSnapshotCopy:ClusterSnapshotCopy",
    ],
    title: "Snapshots of databases are not shared with everybody",
    severity: "critical",
    since: "0.1.0",
    rivals: {
        checkov: ["CKV_AWS_302"],
        prowler: ["rds_snapshots_public_access"],
    },
    why: "anybody with an AWS account can restore it and read all of the data",
    details: `Judges \`sharedAccounts\` of snapshots and of copies of them, for instances and clusters. The word \`all\` in it
makes the snapshot public (the provider's documentation); an account's id shares it with that account alone and passes.
checkov knows the snapshots of instances only. Mending takes \`all\` out of the list and leaves the accounts.`,
    fix: "name the accounts in sharedAccounts, without all",
    *check(resource) {
        const accounts = resource.get("sharedAccounts");
        if (accounts.isUnknown) {
            yield undecided(accounts);
        }
        for (const account of accounts.items()) {
            yield* judge(account);
        }
    },
    *remediate(resource) {
        yield* everybody(resource).map((account) => remove(account));
    },
});

function judge(account: Value): Iterable<Outcome> {
    return violationIf(holds(account, isEverybody), account, "the snapshot is public");
}

function isEverybody(account: Value): boolean {
    return account.string() === "all";
}

function everybody(resource: ResourceView): Value[] {
    return resource.get("sharedAccounts").items().filter(isEverybody);
}
