import { isGiven } from "../../model/aws/inputs";
import { defineRule } from "../../rule";
import { all, holds, violationIf } from "../../truth";

/** Where each type has what must be secret. */
const inputs: Record<string, readonly string[]> = {
    "aws:secretsmanager/secretVersion:SecretVersion": ["secretString", "secretBinary"],
    "aws:ssm/parameter:Parameter": ["value", "insecureValue"],
    "aws-native:secretsmanager:Secret": ["secretString"],
};

export const awsSecretPlaintext = defineRule({
    id: "aws-secret-plaintext",
    group: "aws",
    target: "resource",
    types: Object.keys(inputs),
    title: "Values of secrets arrive as secrets of Pulumi",
    severity: "critical",
    since: "0.1.0",
    why: "a plain value is readable in the state, in previews and in every log of them",
    details: `Judges the values of Secrets Manager's secrets and of SSM parameters of type \`SecureString\`: they must be
marked as secret (\`config.requireSecret\`, \`pulumi.secret\`), so that the state holds them encrypted.

* CrossGuard gives policies plain values and secret ones alike, so there nothing is said.
* Pulumi's own SDKs mark some of these inputs as secret themselves: a literal in a program is then one, too.
* Write-only values (\`secretStringWo\`, \`valueWo\`) are in no state and pass. SSM parameters of type \`String\` and
  \`StringList\` are no secrets and aren't judged.`,
    fix: "give the value as a secret: config.requireSecret(name) or pulumi.secret(value)",
    *check(resource) {
        if (resource.resource.secretsOpen === true) {
            return;
        }
        const isParameter = resource.type === "aws:ssm/parameter:Parameter";
        const isSecure = holds(resource.get("type"), (type) => !isParameter || type.string() === "SecureString");
        for (const value of (inputs[resource.type] ?? []).map((name) => resource.get(name))) {
            if (!value.hidden) {
                yield* violationIf(
                    all(isParameter ? isSecure : true, isGiven(value)),
                    value,
                    "the value is plain text",
                );
            }
        }
    },
});
