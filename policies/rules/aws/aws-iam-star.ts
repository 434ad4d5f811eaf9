import { anyOf, statementsOf, type PolicyStatement } from "../../model/aws/policyDocument";
import { grantTypes, grantsOf } from "../../model/aws/grants";
import { defineRule } from "../../rule";
import { all, any, holds, violationIf, type Truth } from "../../truth";

export const awsIamStar = defineRule({
    id: "aws-iam-star",
    group: "aws",
    target: "resource",
    types: grantTypes,
    title: "Policies don't grant everything on everything",
    severity: "critical",
    since: "0.1.0",
    rivals: {
        checkov: ["CKV2_AWS_40", "CKV_AWS_1", "CKV_AWS_62", "CKV_AWS_63"],
        prowler: ["iam_*_no_administrative_privileges"],
        trivy: ["AWS-0057", "AWS-0345"],
    },
    why: "whoever gets hold of such a role owns the account or the whole service",
    details: `Judges policies of IAM, managed and inline, of roles, users and groups, given as text or as an object. A
statement fails that allows \`*\`, or all of a service (\`iam:*\`), on the resource \`*\` or on all that a service has
(\`arn:aws:s3:::*\`).

* \`NotAction\` with \`Allow\` on every resource grants all but a few actions, those of new services included, and fails.
  \`NotResource\` counts as every resource.
* \`s3:Get*\` and \`s3:*\` on one bucket pass: the first is not all of a service, the second not every resource.
* A condition doesn't excuse: within it the grant is as wide.
* Policies that a text can't be read of, and managed policies of AWS named by ARN, are not judged.`,
    fix: "name the actions that are used, and the ARNs that they are used on",
    *check(resource) {
        for (const statement of grantsOf(resource).flatMap(statementsOf)) {
            const wide = all(statement.isAllow, isOnEverything(statement), grantsAll(statement));
            const { body } = statement;
            const at = body.get(body.get("NotAction").isUnset ? "Action" : "NotAction");
            yield* violationIf(wide, at, "everything, or all of a service, is allowed on every resource");
        }
    },
});

/** On every resource, or on every one of a service: an ARN that names none. */
function isOnEverything(statement: PolicyStatement): Truth {
    const isWhole = (arn: string) => /^arn:([^:]*:){4}\*+$/.test(arn) || /^arn:[^:]*:?\*+$/.test(arn);
    return any(statement.isOnEveryResource, anyOf(statement.body.get("Resource"), isWhole));
}

function grantsAll({ body }: PolicyStatement): Truth {
    return any(
        anyOf(body.get("Action"), (pattern) => /^([^:]*:)?\*+$/.test(pattern)),
        holds(body.get("NotAction"), ({ isSet }) => isSet),
    );
}
