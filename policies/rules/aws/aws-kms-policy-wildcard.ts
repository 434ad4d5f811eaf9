import { statementsOf } from "../../model/aws/policyDocument";
import { isOn } from "../../model/aws/inputs";
import { defineRule } from "../../rule";
import { violationIf } from "../../truth";

/** Where each type has the policy. */
const documents: Record<string, string> = {
    "aws:kms/key:Key": "policy",
    "aws:kms/externalKey:ExternalKey": "policy",
    "aws:kms/replicaKey:ReplicaKey": "policy",
    "aws:kms/keyPolicy:KeyPolicy": "policy",
    "aws-native:kms:Key": "keyPolicy",
    "aws-native:kms:ReplicaKey": "keyPolicy",
};

export const awsKmsPolicyWildcard = defineRule({
    id: "aws-kms-policy-wildcard",
    group: "aws",
    target: "resource",
    types: Object.keys(documents),
    title: "Key policies let in no strangers and keep an owner",
    severity: "critical",
    since: "0.1.0",
    rivals: {
        checkov: ["CKV2_AWS_64", "CKV_AWS_33"],
        "compliance-policies": ["aws-kms-key-disallow-bypass-policy-lockout-safety-check"],
        prowler: ["kms_key_not_publicly_accessible"],
    },
    why: "whoever may use the key reads all that it encrypts, and a key without an owner can't be managed again",
    details: `Judges policies of KMS keys, given as text or as an object, and \`bypassPolicyLockoutSafetyCheck\`.

* A statement is public that allows the principal \`*\` without a condition that keeps strangers out. Conditions such as
  \`kms:CallerAccount\` and \`kms:ViaService\` do; \`aws:SecureTransport\`, \`aws:Referer\` and \`aws:UserAgent\` don't.
* The resource \`*\` is the key itself and means nothing here.
* \`bypassPolicyLockoutSafetyCheck: true\` takes a policy that nobody may change again, and fails.
* A key without a policy gets AWS's default, which leaves the access to the account's own IAM, and passes; checkov asks
  for a policy of one's own.`,
    fix: "name the principals, or add the condition kms:CallerAccount; leave bypassPolicyLockoutSafetyCheck out",
    *check(resource) {
        for (const { isPublic, body } of statementsOf(resource.get(documents[resource.type]!))) {
            yield* violationIf(isPublic, body, "everybody may use the key");
        }
        const bypass = resource.get("bypassPolicyLockoutSafetyCheck");
        yield* violationIf(isOn(bypass), bypass, "the check against locking oneself out is off");
    },
});
