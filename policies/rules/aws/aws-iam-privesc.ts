import { grantTypes, grantsOf } from "../../model/aws/grants";
import { statementsOf, type PolicyStatement } from "../../model/aws/policyDocument";
import { defineRule } from "../../rule";
import { all, any, not, violationIf, type Truth } from "../../truth";

/** What lets somebody give himself more rights, by itself or together: every one of a set has to be allowed. */
const ladders: readonly (readonly string[])[] = [
    ["iam:CreatePolicyVersion"],
    ["iam:SetDefaultPolicyVersion"],
    ["iam:AttachUserPolicy"],
    ["iam:AttachGroupPolicy"],
    ["iam:AttachRolePolicy"],
    ["iam:PutUserPolicy"],
    ["iam:PutGroupPolicy"],
    ["iam:PutRolePolicy"],
    ["iam:AddUserToGroup"],
    ["iam:UpdateAssumeRolePolicy"],
    ["iam:CreateAccessKey"],
    ["iam:CreateLoginProfile"],
    ["iam:UpdateLoginProfile"],
    ["iam:PassRole", "ec2:RunInstances"],
    ["iam:PassRole", "lambda:CreateFunction"],
    ["iam:PassRole", "ecs:RunTask"],
    ["iam:PassRole", "cloudformation:CreateStack"],
    ["iam:PassRole", "glue:CreateDevEndpoint"],
    ["iam:PassRole", "codebuild:CreateProject"],
];

export const awsIamPrivesc = defineRule({
    id: "aws-iam-privesc",
    group: "aws",
    severity: "critical",
    since: "0.1.0",
    rivals: {
        checkov: ["CKV_AWS_286..290"],
        prowler: ["iam_policy_allows_privilege_escalation"],
        trivy: ["AWS-0342"],
    },
    target: "resource",
    types: grantTypes,
    title: "Policies let nobody raise his own rights",
    why: "one step makes of a small right every right of the account",
    details: `A policy fails that allows, on every resource, an action by which its holder gives himself more: writing or attaching
policies, changing who may take on a role, keys and passwords of others; and \`iam:PassRole\` together with an action that
starts something with the role.

* Statements of one document count together; several documents of one role are judged each by itself.
* Named resources pass: \`iam:PassRole\` on one role is what it is for. So does a statement with a condition
  (\`iam:PassedToService\`, a permissions boundary), whatever it says.
* The sets are those that are widely known (iam:CreatePolicyVersion and the like); the list is no proof that there is no
  other way.`,
    fix: "name the roles, users or policies that the action may be used on",
    *check(resource) {
        for (const document of grantsOf(resource)) {
            const statements = statementsOf(document);
            const climbs = any(...ladders.map((ladder) => all(...ladder.map((action) => allowed(statements, action)))));
            yield* violationIf(climbs, document, "its holder can raise his own rights");
        }
    },
});

function allowed(statements: readonly PolicyStatement[], action: string): Truth {
    return any(
        ...statements.map((statement) =>
            all(
                statement.isAllow,
                statement.isOnEveryResource,
                statement.allowsAction(action),
                not(statement.hasCondition),
            ),
        ),
    );
}
