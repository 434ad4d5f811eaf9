import { isOwnKey } from "../../model/aws/inputs";
import type { ResourceView } from "../../model/resourceView";
import { defineRule } from "../../rule";
import { all, holds, not, violationIf, type Truth } from "../../truth";

const keyOf: Readonly<Record<string, string>> = {
    "aws:secretsmanager/secret:Secret": "kmsKeyId",
    "aws-native:secretsmanager:Secret": "kmsKeyId",
    "aws:ssm/parameter:Parameter": "keyId",
};

export const awsSecretCmk = defineRule({
    id: "aws-secret-cmk",
    group: "aws",
    severity: "low",
    since: "0.1.0",
    rivals: {
        checkov: ["CKV_AWS_149", "CKV_AWS_337"],
        "compliance-policies": ["aws-secretsmanager-secret-configure-customer-managed-key"],
        trivy: ["AWS-0098"],
    },
    target: "resource",
    types: Object.keys(keyOf),
    title: "Secrets are encrypted with a key of one's own",
    why: "AWS's own key lets in whoever may read secrets of the account",
    details: `Judges \`kmsKeyId\` of secrets in Secrets Manager, and \`keyId\` of \`SecureString\` parameters of Systems Manager. Without one AWS
encrypts with its own key (\`alias/aws/secretsmanager\`, \`alias/aws/ssm\`; naming that is no better), whose policy nobody can
narrow. Parameters of other types are not encrypted at all: whether
a secret stands in one is the matter of [aws-secret-plaintext](aws-secret-plaintext.md).`,
    fix: "set kmsKeyId (keyId of a parameter) to a key of your own",
    check(resource) {
        const key = resource.get(keyOf[resource.type]!);
        return violationIf(all(isEncrypted(resource), not(isOwnKey(key))), key, "no key of one's own is named");
    },
});

function isEncrypted(resource: ResourceView): Truth {
    return resource.type.includes(":ssm/")
        ? holds(resource.get("type"), (known) => known.string() === "SecureString")
        : true;
}
