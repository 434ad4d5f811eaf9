import { DatabaseView, clusterTypes, machineTypes } from "../../model/aws/database";
import { isOn, mendWith } from "../../model/aws/inputs";
import type { ResourceView } from "../../model/resourceView";
import type { Outcome } from "../../outcome";
import { defineRule } from "../../rule";
import { all, holds, not, violationIf, type Truth } from "../../truth";

export const awsRdsPublic = defineRule({
    id: "aws-rds-public",
    group: "aws",
    target: "resource",
    types: [...machineTypes, clusterTypes[1]],
    title: "Databases are not publicly accessible",
    severity: "critical",
    since: "0.1.0",
    rivals: {
        awsguard: ["rds-instance-public-access"],
        checkov: ["CKV_AWS_17"],
        "compliance-policies": [
            "aws-rds-instance-disallow-public-access",
            "aws-rds-clusterinstance-disallow-public-access",
        ],
        prowler: ["rds_instance_no_public_access"],
        trivy: ["AWS-0180"],
    },
    why: "with a public address only a password and a security group stand between the internet and the data",
    details: `Judges \`publiclyAccessible\` of instances and of the members of a cluster; the cluster itself has no address
(in aws-native the clusters of three servers that aren't Aurora have).

* Unset is \`false\` in the provider aws (documentation of \`aws.rds.Instance\` and \`ClusterInstance\`, version 7.48).
* aws-native leaves it to AWS, which makes it public where no subnet group is named, or the one called \`default\`, unless
  the engine is Aurora (API reference of CreateDBInstance and CreateDBCluster). There it has to be said. trivy passes
  what is unset.

Mending changes instances and members in place. For a cluster of aws-native there is no call that changes it, so that
another value replaces the cluster: that is left to you.`,
    fix: "set publiclyAccessible: false",
    check,
    remediate: (resource) => (resource.type === clusterTypes[1] ? [] : mendWith(check(resource), false)),
});

function check(resource: ResourceView): Iterable<Outcome> {
    const database = new DatabaseView(resource);
    const access = database.get("publiclyAccessible");
    if (access.isUnset) {
        return violationIf(isPublicByDefault(database), access, "AWS makes it public where nothing is said");
    }
    return violationIf(isOn(access), access, "the database has a public address");
}

function isPublicByDefault(database: DatabaseView): Truth {
    const group = database.get("dbSubnetGroupName");
    const noGroup = holds(group, (known) => known.isUnset || known.string() === "default");
    return database.native && all(noGroup, not(database.hasEngine("aurora")), not(database.isMember));
}
