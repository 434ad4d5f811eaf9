import { DatabaseView, storageTypes } from "../../model/aws/database";
import { isOn, mendWith } from "../../model/aws/inputs";
import type { ResourceView } from "../../model/resourceView";
import type { Outcome } from "../../outcome";
import { defineRule } from "../../rule";
import { all, holds, not, violationIf } from "../../truth";

export const awsRdsIamAuth = defineRule({
    id: "aws-rds-iam-auth",
    group: "aws",
    target: "resource",
    types: storageTypes,
    title: "Databases take IAM as a way to log in",
    severity: "medium",
    since: "0.1.0",
    rivals: {
        checkov: ["CKV_AWS_161", "CKV_AWS_162"],
        prowler: ["rds_instance_iam_authentication_enabled", "rds_cluster_iam_authentication_enabled"],
        trivy: ["AWS-0176"],
    },
    why: "a token that lives for minutes replaces passwords that are shared and never change",
    details: `Asks for \`iamDatabaseAuthenticationEnabled: true\` (\`enableIamDatabaseAuthentication\` in aws-native); unset is
\`false\`. Only for the engines that have it: MySQL, MariaDB, PostgreSQL and Aurora. Where the engine isn't written (a
replica, a restored instance) nothing is asked, nor of members (it is the cluster's) and of \`engineMode: serverless\`, which
doesn't have it. checkov and trivy ask whatever the engine.

It only opens the way: accounts use it when they are told so. Mending changes the database in place.`,
    fix: "set iamDatabaseAuthenticationEnabled: true",
    check,
    remediate: (resource) => mendWith(check(resource), true),
});

function check(resource: ResourceView): Iterable<Outcome> {
    const database = new DatabaseView(resource);
    const enabled = database.get("iamDatabaseAuthenticationEnabled");
    const canBe = all(
        database.hasEngine("mysql", "mariadb", "postgres", "aurora"),
        holds(database.get("engineMode"), (mode) => mode.string() !== "serverless"),
        not(database.isMember),
    );
    return violationIf(all(canBe, not(isOn(enabled))), enabled, "only passwords are taken");
}
