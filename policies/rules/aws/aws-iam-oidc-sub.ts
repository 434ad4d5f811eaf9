import { hasConditionOn, trustOf, trustStatements } from "../../model/aws/trust";
import { anyOf, type PolicyStatement } from "../../model/aws/policyDocument";
import { defineRule } from "../../rule";
import { all, holds, not, violationIf, type Truth } from "../../truth";

export const awsIamOidcSub = defineRule({
    id: "aws-iam-oidc-sub",
    group: "aws",
    severity: "high",
    since: "0.1.0",
    rivals: {
        checkov: ["CKV_AWS_358", "CKV_AWS_393"],
    },
    target: "resource",
    types: Object.keys(trustOf),
    title: "Trust in tokens names their subject and audience",
    why: "every workload or repository that the provider signs tokens for could take on the role",
    details: `Judges statements of a trust policy whose principal is an OIDC provider (\`Federated\` with \`oidc-provider/\`;
Cognito is left out). They need a condition on \`…:sub\` that doesn't match everything, and one on \`…:aud\`.

* A subject that leaves open whose token it is is none: \`repo:*\`, \`repo:acme*\`, \`repo:*/shop:*\`,
  \`system:serviceaccount:*:app\`. Only \`StringEquals\` and \`StringLike\` count; \`StringNotEquals\` keeps one out and lets in all others.
* \`repo:acme/shop:*\` and \`system:serviceaccount:shop:*\` pass: they name whose token it is.
* GitHub's \`job_workflow_ref\` alone doesn't stand in for the subject.`,
    fix: 'add StringEquals conditions on "<issuer>:sub" and "<issuer>:aud"',
    *check(role) {
        for (const statement of trustStatements(role)) {
            const federated = statement.body.get("Principal", "Federated");
            const isOidc = all(
                not(statement.isDeny),
                anyOf(federated, (provider) => provider.includes(":oidc-provider/")),
            );
            const missing = { sub: not(pins(statement, ":sub")), aud: not(pins(statement, ":aud")) };
            yield* violationIf(all(isOidc, missing.sub), statement.body, "no condition names the token's subject");
            yield* violationIf(
                all(isOidc, not(missing.sub), missing.aud),
                statement.body,
                "no condition names the token's audience",
            );
        }
    },
});

/** Whether a pattern leaves open whose token it is: the owner of a repository, the namespace, or where it begins. */
function isOpen(text: string): boolean {
    const match = /^(?:repo:([^/]*)|system:serviceaccount:([^:]*))/.exec(text);
    const place = match === null ? text.slice(0, 1) : (match[1] ?? match[2] ?? "");
    return place === "" || /[*?]/.test(place);
}

/** Whether a condition on a claim keeps some tokens out. */
function pins(statement: PolicyStatement, claim: string): Truth {
    return hasConditionOn(statement, (key, value) =>
        !key.endsWith(claim)
            ? false
            : all(
                  holds(value, () => true),
                  not(anyOf(value, isOpen)),
              ),
    );
}
