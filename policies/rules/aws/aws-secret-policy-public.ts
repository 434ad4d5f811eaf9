import { statementsOf } from "../../model/aws/policyDocument";
import { mendWith } from "../../model/aws/inputs";
import type { ResourceView } from "../../model/resourceView";
import type { Outcome } from "../../outcome";
import { defineRule } from "../../rule";
import { holds, violationIf } from "../../truth";

/** Where each type has the policy. */
const documents: Record<string, string> = {
    "aws:secretsmanager/secret:Secret": "policy",
    "aws:secretsmanager/secretPolicy:SecretPolicy": "policy",
    "aws-native:secretsmanager:ResourcePolicy": "resourcePolicy",
};

export const awsSecretPolicyPublic = defineRule({
    id: "aws-secret-policy-public",
    group: "aws",
    target: "resource",
    types: Object.keys(documents),
    title: "Policies of secrets let in no strangers",
    severity: "critical",
    since: "0.1.0",
    rivals: {
        prowler: ["secretsmanager_not_publicly_accessible", "secretsmanager_has_restrictive_resource_policy"],
    },
    why: "a secret that everybody may read is none",
    details: `Judges resource policies of Secrets Manager, given as text or as an object, and \`blockPublicPolicy\`.

* A statement is public that allows the principal \`*\` (also \`AWS: "*"\`, or \`NotPrincipal\`) without a condition that
  keeps strangers out. \`aws:SecureTransport\`, \`aws:Referer\` and \`aws:UserAgent\` keep nobody out.
* \`blockPublicPolicy: false\` fails: it switches off AWS's own look at the policy on purpose. Unset passes.
* No policy leaves the access to the account's own IAM and passes; prowler's second check asks for one.

Only \`blockPublicPolicy\` is mended; who may read the secret nobody but its owner knows.`,
    fix: "name the principals; set blockPublicPolicy: true",
    *check(resource) {
        for (const { isPublic, body } of statementsOf(resource.get(documents[resource.type]!))) {
            yield* violationIf(isPublic, body, "everybody may read the secret");
        }
        yield* checkBlock(resource);
    },
    remediate: (resource) => mendWith(checkBlock(resource), true),
});

function checkBlock(resource: ResourceView): Iterable<Outcome> {
    const block = resource.get("blockPublicPolicy");
    const isOff = holds(block, (known) => known.boolean() === false || known.string()?.toLowerCase() === "false");
    return violationIf(isOff, block, "public policies are not blocked");
}
