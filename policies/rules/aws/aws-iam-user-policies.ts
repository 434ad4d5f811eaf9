import { violation } from "../../outcome";
import { defineRule } from "../../rule";
import { holds, violationIf } from "../../truth";

const found: Readonly<Record<string, readonly [input: string, message: string]>> = {
    "aws:iam/user:User": ["name", "a user of IAM has no place where people and programs have roles"],
    "aws:iam/accessKey:AccessKey": ["user", "a static key never expires by itself"],
    "aws:iam/userPolicy:UserPolicy": ["user", "a policy hangs on a user"],
    "aws:iam/userPolicyAttachment:UserPolicyAttachment": ["user", "a policy is attached to a user"],
    "aws-native:iam:User": ["userName", "a user of IAM has no place where people and programs have roles"],
    "aws-native:iam:UserPolicy": ["userName", "a policy hangs on a user"],
};

/** What attaches a policy to users, groups and roles alike, by a list of users. */
const mixed = ["aws:iam/policyAttachment:PolicyAttachment", "aws-native:iam:ManagedPolicy"];

export const awsIamUserPolicies = defineRule({
    id: "aws-iam-user-policies",
    group: "aws",
    severity: "low",
    since: "0.1.0",
    rivals: {
        awsguard: ["iam", "access-keys-rotated", "mfa-enabled-…"],
        checkov: ["CKV_AWS_273", "CKV_AWS_348", "CKV_AWS_40"],
        "compliance-policies": ["aws-iam-*-only-attachment-through-groups"],
        prowler: ["iam_policy_attached_only_to_group_or_roles"],
        trivy: ["AWS-0143"],
    },
    target: "resource",
    types: [...Object.keys(found), ...mixed],
    title: "Rights hang on roles, not on users",
    why: "a user's key is copied, forgotten and found, and nobody sees who used it",
    details: `A finding for each \`User\`, \`AccessKey\`, \`UserPolicy\` and \`UserPolicyAttachment\`, and where a \`PolicyAttachment\` (in
aws-native a \`ManagedPolicy\`) names \`users\`. Programs in AWS take on roles (EKS Pod
Identity, instance profiles), pipelines come by OIDC, people by IAM Identity Center.

Only advice: a program outside of AWS may have no other way. Policies that are attached to groups are not looked at.`,
    fix: "give the program a role: EKS Pod Identity, an instance profile, or OIDC federation",
    *check(resource) {
        const users = resource.get("users");
        if (mixed.includes(resource.type)) {
            const names = holds(users, (known) => known.items().length > 0);
            yield* violationIf(names, users, "a policy is attached to users");
            return;
        }
        const [input, message] = found[resource.type]!;
        yield violation(resource.get(input), message);
    },
});
