import { isOn, mendWith } from "../../model/aws/inputs";
import type { ResourceView } from "../../model/resourceView";
import type { Outcome } from "../../outcome";
import { defineRule } from "../../rule";
import { all, holds, not, violationIf } from "../../truth";

export const awsKmsRotation = defineRule({
    id: "aws-kms-rotation",
    group: "aws",
    target: "resource",
    types: ["aws:kms/key:Key", "aws-native:kms:Key"],
    title: "Keys of KMS rotate",
    severity: "medium",
    since: "0.1.0",
    rivals: {
        awsguard: ["cmk-backing-key-rotation-enabled"],
        checkov: ["CKV_AWS_7"],
        "compliance-policies": ["aws-kms-key-enable-key-rotation"],
        prowler: ["kms_cmk_rotation_enabled"],
        trivy: ["AWS-0065"],
    },
    why: "one key for ever makes everything that it ever encrypted hang on it",
    details: `Judges \`enableKeyRotation\`; unset is \`false\`. Old data stays readable: AWS keeps the earlier keys.

* Only symmetric keys for encryption rotate. Asymmetric and HMAC keys (\`customerMasterKeySpec\`, \`keySpec\`), keys
  for signing (\`keyUsage\`), and keys in a key store of one's own (\`customKeyStoreId\`) are not judged.
* Replicas rotate as their primary key does. Keys whose material is imported (\`origin\`) are not judged either.`,
    fix: "set enableKeyRotation: true",
    check: checkRotation,
    remediate: (resource) => mendWith(checkRotation(resource), true),
});

function checkRotation(resource: ResourceView): Iterable<Outcome> {
    const rotation = resource.get("enableKeyRotation");
    const isSymmetric = ["customerMasterKeySpec", "keySpec"].map((name) =>
        holds(resource.get(name), (spec) => ["", "SYMMETRIC_DEFAULT"].includes(spec.string() ?? "")),
    );
    const encrypts = holds(resource.get("keyUsage"), (use) => ["", "ENCRYPT_DECRYPT"].includes(use.string() ?? ""));
    const isOfAws = holds(resource.get("customKeyStoreId"), (store) => (store.string() ?? "") === "");
    const isImported = holds(resource.get("origin"), (origin) => !["", "AWS_KMS"].includes(origin.string() ?? ""));
    const canRotate = all(...isSymmetric, encrypts, isOfAws, not(isImported));
    return violationIf(all(canRotate, not(isOn(rotation))), rotation, "the key does not rotate");
}
