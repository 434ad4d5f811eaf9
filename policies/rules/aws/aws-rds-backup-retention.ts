import { z } from "zod";
import { strictMap } from "../../../core/schema";
import { DatabaseView, storageTypes } from "../../model/aws/database";
import { mendWith, numberIn } from "../../model/aws/inputs";
import type { ResourceView } from "../../model/resourceView";
import type { Outcome } from "../../outcome";
import { defineRule } from "../../rule";
import type { RuleContext } from "../../ruleData";
import { all, holds, not, violationIf } from "../../truth";

interface Params {
    prod: number;
    elsewhere: number;
}

const days = (byDefault: number) => z.int().min(1).max(35).default(byDefault);

export const awsRdsBackupRetention = defineRule<Params>({
    id: "aws-rds-backup-retention",
    group: "aws",
    target: "resource",
    types: storageTypes,
    title: "Backups of databases are kept long enough",
    severity: "high",
    since: "0.1.0",
    rivals: {
        awsguard: ["rds-instance-backup-enabled"],
        checkov: ["CKV_AWS_133"],
        "compliance-policies": ["aws-rds-*-enable-backup-retention", "aws-rds-*-configure-backup-retention"],
        prowler: ["rds_instance_backup_enabled"],
        trivy: ["AWS-0077"],
    },
    why: "damage that is noticed after the last backup is gone can't be undone",
    details: `Judges \`backupRetentionPeriod\` in days: at least 35 in prod (the most that RDS keeps), 7 elsewhere; parameters
\`prod\` and \`elsewhere\` say other numbers.

* Unset is 0 for an instance (no backups) and 1 for a cluster: the provider's documentation of \`aws.rds.Instance\` and
  \`Cluster\`, version 7.48. In aws-native it is 1 for both (AWS's default). All of these fail.
* A read replica isn't asked: its source is backed up. A member of a cluster has the cluster's backups.
* checkov asks for at least 1, trivy for at least 2, and trivy's own example of 30 days passes here outside prod alone.`,
    fix: "set backupRetentionPeriod: 35 (7 is enough outside prod)",
    params: strictMap({
        prod: days(35).describe("Fewest days in tier prod"),
        elsewhere: days(7).describe("Fewest days in the other tiers"),
    }),
    check,
    remediate: (resource, context) => mendWith(check(resource, context), fewest(context)),
});

function fewest({ tier, params }: RuleContext<Params>): number {
    return tier === "prod" ? params.prod : params.elsewhere;
}

function check(resource: ResourceView, context: RuleContext<Params>): Iterable<Outcome> {
    const database = new DatabaseView(resource);
    const retention = database.get("backupRetentionPeriod");
    const wanted = fewest(context);
    const byDefault = database.isCluster || database.native ? 1 : 0;
    const kept = retention.isUnset ? byDefault : (numberIn(retention) ?? 0);
    const isShort = holds(retention, () => kept < wanted);
    const message = kept <= 0 ? "no backups are made" : `backups are kept for fewer than ${wanted} days`;
    return violationIf(all(isShort, not(database.isMember), not(database.isReplica)), retention, message);
}
