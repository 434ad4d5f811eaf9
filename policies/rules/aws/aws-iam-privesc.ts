import { grantTypes, grantsOf } from "../../model/aws/grants";
import { anyOf, statementsOf, type PolicyStatement } from "../../model/aws/policyDocument";
import { defineRule } from "../../rule";
import { all, any, not, violationIf, type Truth } from "../../truth";

/** What lets somebody give himself more rights: policies, trust, keys and passwords; or a role given to what he starts. */
const ladders = [
    "iam:CreatePolicyVersion",
    "iam:SetDefaultPolicyVersion",
    "iam:AttachUserPolicy",
    "iam:AttachGroupPolicy",
    "iam:AttachRolePolicy",
    "iam:PutUserPolicy",
    "iam:PutGroupPolicy",
    "iam:PutRolePolicy",
    "iam:AddUserToGroup",
    "iam:UpdateAssumeRolePolicy",
    "iam:CreateAccessKey",
    "iam:CreateLoginProfile",
    "iam:UpdateLoginProfile",
    "iam:PassRole",
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
policies, changing who may take on a role, keys and passwords of others; and \`iam:PassRole\`, by which whatever he starts
has the rights of any role. All roles of an account (\`arn:aws:iam::111122223333:role/*\`) count as every resource.

* Several documents of one role are judged each by itself.
* Named resources pass: \`iam:PassRole\` on one role is what it is for. So does a statement with a condition that narrows
  it (\`iam:PassedToService\`, a permissions boundary); time, MFA and the like don't.
* The actions are those that are widely known; the list is no proof that there is no other way.`,
    fix: "name the roles, users or policies that the action may be used on",
    *check(resource) {
        for (const document of grantsOf(resource)) {
            const statements = statementsOf(document);
            const climbs = any(...ladders.map((action) => allowed(statements, action)));
            yield* violationIf(climbs, document, "its holder can raise his own rights");
        }
    },
});

function allowed(statements: readonly PolicyStatement[], action: string): Truth {
    return any(
        ...statements.map((statement) =>
            all(
                statement.isAllow,
                any(statement.isOnEveryResource, anyOf(statement.body.get("Resource"), isEvery)),
                statement.allowsAction(action),
                not(statement.isNarrowed),
            ),
        ),
    );
}

/** All users, groups, roles or policies of an account. */
function isEvery(resource: string): boolean {
    return /^arn:aws[-a-z]*:iam::[^:]*:(?:\*|(?:user|group|role|policy)\/\*)$/.test(resource);
}
