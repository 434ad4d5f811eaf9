import { DatabaseView, globalClusterTypes, storageTypes } from "../../model/aws/database";
import { isOn, mendWith } from "../../model/aws/inputs";
import type { ResourceView } from "../../model/resourceView";
import { violation, type Outcome } from "../../outcome";
import { defineRule } from "../../rule";
import { not, onlyIf, violationIf } from "../../truth";

export const awsRdsDeletionProtection = defineRule({
    id: "aws-rds-deletion-protection",
    group: "aws",
    target: "resource",
    types: [...storageTypes, ...globalClusterTypes],
    title: "Databases are protected against deletion",
    severity: "high",
    since: "0.1.0",
    rivals: {
        checkov: ["CKV_AWS_139", "CKV_AWS_293"],
        prowler: ["rds_instance_deletion_protection", "rds_cluster_deletion_protection"],
        trivy: ["AWS-0177", "AWS-0343"],
    },
    why: "one wrong line in a program, or one click, and the data is gone",
    details: `Two locks, both asked of instances, clusters and global clusters in staging and prod:

* \`deletionProtection: true\`, which AWS holds against everybody. Unset is \`false\` (the provider's documentation, 7.48).
* Pulumi's \`protect\`, which stops an update before it begins, replacements included. It is an option of the resource, no
  input, so no policy can mend it.

In dev databases come and go, so nothing is asked there; other tools know no tiers. A member of a cluster is not asked:
the cluster has the data. Which other resources need \`protect\` is said by plat-delete-protection.`,
    fix: "set deletionProtection: true, and the resource option protect: true",
    *check(resource, { tier }) {
        if (tier === "dev") {
            return;
        }
        yield* checkInput(resource);
        if (resource.resource.urn !== undefined && resource.resource.protect !== true) {
            const at = resource.get("protect");
            const unlocked = violation(at, "Pulumi's option protect is off");
            yield* onlyIf(not(new DatabaseView(resource).isMember), [unlocked]);
        }
    },
    remediate: (resource, { tier }) => (tier === "dev" ? [] : mendWith(checkInput(resource), true)),
});

function checkInput(resource: ResourceView): Iterable<Outcome> {
    const protection = resource.get("deletionProtection");
    const unlocked = violationIf(not(isOn(protection)), protection, "anybody can delete the database");
    return onlyIf(not(new DatabaseView(resource).isMember), unlocked);
}
