import { isOn, some } from "../../model/aws/inputs";
import { statementsOf } from "../../model/aws/policyDocument";
import type { ResourceView } from "../../model/resourceView";
import { isViolation, type Outcome } from "../../outcome";
import { set } from "../../patch";
import { defineRule } from "../../rule";
import { any, holds, not, violationIf } from "../../truth";

const nativeType = "aws-native:ecr:Repository";
const policyType = "aws:ecr/repositoryPolicy:RepositoryPolicy";

export const awsEcrHygiene = defineRule({
    id: "aws-ecr-hygiene",
    group: "aws",
    target: "resource",
    types: ["aws:ecr/repository:Repository", nativeType, policyType],
    title: "Image repositories are closed, scanned, immutable",
    severity: "medium",
    since: "0.1.0",
    rivals: {
        checkov: ["CKV_AWS_136", "CKV_AWS_163", "CKV_AWS_32", "CKV_AWS_51"],
        "compliance-policies": ["aws-ecr-repository-*"],
        prowler: ["ecr_*"],
        trivy: ["AWS-0030..0033"],
    },
    why: "a tag that can be moved runs other code than was tested, and known holes go unseen",
    details: `Four things:

* \`imageTagMutability\` is \`IMMUTABLE\` (or \`IMMUTABLE_WITH_EXCLUSION\`, which names the tags that may move); unset is
  \`MUTABLE\`.
* \`imageScanningConfiguration.scanOnPush\` is \`true\`; unset is \`false\`. Scanning that is set up for the whole registry isn't
  seen here.
* Encryption names \`KMS\`: \`encryptionConfigurations\`, in aws-native \`encryptionConfiguration\`. Unset is a key of AWS's own. It is
  create-only, so nothing mends it.
* No statement of the policy (a \`RepositoryPolicy\`, in aws-native \`repositoryPolicyText\`) allows something to everybody
  (\`*\`, or \`NotPrincipal\`) without a condition that keeps strangers out; \`aws:SecureTransport\` and the like don't.`,
    fix: "set imageTagMutability: IMMUTABLE, imageScanningConfiguration.scanOnPush: true, and encryption with KMS",
    *check(resource) {
        const policy = resource.get(resource.type === policyType ? "policy" : "repositoryPolicyText");
        const fix = "name the accounts in Principal";
        const isOpen = any(...statementsOf(policy).map(({ isPublic }) => isPublic));
        yield* violationIf(isOpen, policy, "the policy lets in everybody", fix);
        if (resource.type !== policyType) {
            yield* checkTags(resource);
            yield* checkScans(resource);
            yield* checkKey(resource);
        }
    },
    *remediate(resource) {
        for (const outcome of resource.type === policyType ? [] : [...checkTags(resource), ...checkScans(resource)]) {
            if (isViolation(outcome)) {
                yield set(outcome.at, outcome.at.label === "scanOnPush" ? true : "IMMUTABLE");
            }
        }
    },
});

function checkTags(resource: ResourceView): Iterable<Outcome> {
    const mutability = resource.get("imageTagMutability");
    const isFixed = holds(mutability, (known) =>
        ["IMMUTABLE", "IMMUTABLE_WITH_EXCLUSION"].includes(known.string() ?? ""),
    );
    return violationIf(not(isFixed), mutability, "tags can be moved", "set imageTagMutability: IMMUTABLE");
}

function checkScans(resource: ResourceView): Iterable<Outcome> {
    const scan = resource.get("imageScanningConfiguration", "scanOnPush");
    const fix = "set imageScanningConfiguration.scanOnPush: true";
    return violationIf(not(isOn(scan)), scan, "images are not scanned when they are pushed", fix);
}

function checkKey(resource: ResourceView): Iterable<Outcome> {
    const encryption = resource.get(
        resource.type === nativeType ? "encryptionConfiguration" : "encryptionConfigurations",
    );
    const usesKms = some(encryption, (one) =>
        holds(one.get("encryptionType"), (type) => /^KMS(_DSSE)?$/.test(type.string() ?? "")),
    );
    const fix = "set encryptionType: KMS (create only: an existing repository is replaced)";
    return violationIf(not(usesKms), encryption, "images are not encrypted with a key of KMS", fix);
}
