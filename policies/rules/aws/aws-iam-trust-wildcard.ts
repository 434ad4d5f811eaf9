import { anyOf } from "../../model/aws/policyDocument";
import { hasConditionOn, trustOf, trustStatements } from "../../model/aws/trust";
import { undecided } from "../../outcome";
import { defineRule } from "../../rule";
import { all, any, not, violationIf } from "../../truth";

/** Conditions by which a service of AWS says for whom it asks. */
const deputyKeys = ["aws:sourcearn", "aws:sourceaccount", "aws:sourceorgid", "aws:sourceorgpaths"];

export const awsIamTrustWildcard = defineRule({
    id: "aws-iam-trust-wildcard",
    group: "aws",
    severity: "critical",
    since: "0.1.0",
    rivals: {
        checkov: ["CKV_AWS_60", "CKV_AWS_61"],
        prowler: [
            "iam_no_custom_policy_permissive_role_assumption",
            "iam_role_cross_service_confused_deputy_prevention",
        ],
    },
    target: "resource",
    types: Object.keys(trustOf),
    title: "Roles name who may take them on",
    why: "whoever may take on the role has its rights, strangers' accounts included",
    details: `Judges the trust policy of a role. A statement that allows fails where
* its principal is the star, or anybody but those named (\`NotPrincipal\`), and no condition keeps strangers out (an
  \`sts:ExternalId\`, a session name and MFA don't: who asks chooses them, or has them);
* it lets in a whole account (\`arn:aws:iam::111122223333:root\` or the bare number) without any condition: an account of
  somebody else should give an \`sts:ExternalId\`, one's own a principal;
* it lets in a service that acts for others (\`cloudtrail\`, \`config\`, \`events\`, \`sns\`, \`s3\`) without
  \`aws:SourceArn\` or \`aws:SourceAccount\`: the confused deputy.

Services that run one's own program (\`ecs-tasks\`, \`lambda\`, \`ec2\`, \`pods.eks\`) are no such deputies.`,
    fix: "name the role or user that takes it on; add sts:ExternalId, aws:SourceArn or aws:SourceAccount as a condition",
    *check(role) {
        for (const statement of trustStatements(role)) {
            const principal = statement.body.get("Principal");
            if (statement.body.isUnknown) {
                yield undecided(statement.body);
                continue;
            }
            const accounts = anyOf(principal.get("AWS"), (text) =>
                /^(?:\d{12}|arn:aws[-a-z]*:iam::(?:\d{12}|\*):root)$/.test(text),
            );
            const deputies = anyOf(principal.get("Service"), (service) =>
                /^(?:cloudtrail|config|events|sns|sqs|s3|scheduler|apigateway|cloudwatch)\.amazonaws\.com$/.test(
                    service,
                ),
            );
            const named = hasConditionOn(statement, (key) => deputyKeys.includes(key));
            yield* violationIf(statement.isPublic, principal, "anybody may take on the role");
            yield* violationIf(
                all(statement.isAllow, accounts, not(statement.hasCondition)),
                principal.get("AWS"),
                "every principal of an account may take on the role",
            );
            yield* violationIf(
                all(statement.isAllow, deputies, not(any(named))),
                principal.get("Service"),
                "a service may take on the role for anybody",
            );
        }
    },
});
