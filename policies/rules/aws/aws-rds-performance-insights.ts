import { DatabaseView, clusterTypes, machineTypes } from "../../model/aws/database";
import { isGiven, isOn, isOwnKey, mendWith } from "../../model/aws/inputs";
import type { Outcome } from "../../outcome";
import { defineRule } from "../../rule";
import { all, holds, not, onlyIf, violationIf, type Truth } from "../../truth";
import type { ResourceView } from "../../model/resourceView";

export const awsRdsPerformanceInsights = defineRule({
    id: "aws-rds-performance-insights",
    group: "aws",
    target: "resource",
    types: [...machineTypes, ...clusterTypes],
    title: "Performance Insights is on, with a key of one's own",
    severity: "low",
    since: "0.1.0",
    rivals: {
        checkov: ["CKV_AWS_353", "CKV_AWS_354"],
        "compliance-policies": [
            "aws-rds-*-enable-performance-insights",
            "aws-rds-*-disallow-unencrypted-performance-insights",
        ],
        trivy: ["AWS-0078", "AWS-0133"],
    },
    why: "without it nobody can tell afterwards which statement slowed the database down",
    details: `Asks for \`performanceInsightsEnabled: true\` (\`enablePerformanceInsights\` on an instance of aws-native; unset is
\`false\`) and for \`performanceInsightsKmsKeyId\`: it keeps the text of statements, and without a key, or with \`alias/aws/rds\`, AWS's own is used.
Both are said at once, so that mending the one doesn't bring up the other.

Asked of instances and of members of a cluster; of a cluster only where it has servers of its own
(\`dbClusterInstanceClass\`), or where it switches the feature on for its members. MySQL and MariaDB don't have it on the
burstable classes micro and small, which are left out.

Mending switches it on, in place. The key can never be changed once it is set, so that is yours to say.`,
    fix: "set performanceInsightsEnabled: true and performanceInsightsKmsKeyId",
    *check(resource) {
        yield* checkEnabled(resource);
        const key = new DatabaseView(resource).get("performanceInsightsKmsKeyId");
        const message = "what it keeps is not encrypted with a key of one's own";
        yield* onlyIf(isConcerned(resource), violationIf(not(isOwnKey(key)), key, message));
    },
    remediate: (resource) => mendWith(checkEnabled(resource), true),
});

function checkEnabled(resource: ResourceView): Iterable<Outcome> {
    const enabled = new DatabaseView(resource).get("performanceInsightsEnabled");
    return onlyIf(isConcerned(resource), violationIf(not(isOn(enabled)), enabled, "Performance Insights is off"));
}

function isConcerned(resource: ResourceView): Truth {
    const database = new DatabaseView(resource);
    const machine = database.get("instanceClass");
    if (database.isCluster) {
        const enabled = database.get("performanceInsightsEnabled");
        return not(all(not(isGiven(machine)), not(isOn(enabled))));
    }
    const isSmall = holds(machine, (known) => /^db\.t\w+\.(micro|small)$/.test(known.string() ?? ""));
    return not(all(isSmall, database.hasEngine("mysql", "mariadb")));
}
