import { bucketTypes, nativeBucketType } from "../../model/aws/bucketParts";
import { some } from "../../model/aws/inputs";
import type { ResourceView } from "../../model/resourceView";
import { isViolation, type Outcome } from "../../outcome";
import { set } from "../../patch";
import { defineRule } from "../../rule";
import { holds, not, violationIf, type Truth } from "../../truth";
import type { Value } from "../../model/value";

const controlsType = "aws:s3/bucketOwnershipControls:BucketOwnershipControls";
const publicLists = ["publicread", "publicreadwrite", "authenticatedread"];

export const awsS3AclPublic = defineRule({
    id: "aws-s3-acl-public",
    group: "aws",
    target: "resource",
    types: [...bucketTypes, "aws:s3/bucketAcl:BucketAcl", "aws:s3/bucketAclV2:BucketAclV2", controlsType],
    title: "No access list opens a bucket to the public",
    severity: "critical",
    since: "0.1.0",
    rivals: {
        checkov: ["CKV2_AWS_43", "CKV2_AWS_65", "CKV_AWS_20", "CKV_AWS_57"],
        "compliance-policies": ["aws-s3-bucket-disallow-public-read"],
        prowler: ["s3_bucket_acl_prohibited", "s3_bucket_public_access"],
        trivy: ["AWS-0092"],
    },
    why: "everybody on the internet, or everybody with an AWS account, can read what is in it",
    details: `Fails for the lists \`public-read\`, \`public-read-write\` and \`authenticated-read\` (which lets in every account of
AWS), and for grants to the groups \`AllUsers\` and \`AuthenticatedUsers\`. Whether a block of public access would make them
void doesn't matter: that is the matter of [aws-s3-public-access-block](aws-s3-public-access-block.md).

Where ownership is said it must be \`BucketOwnerEnforced\`, which switches access lists off; it is what new buckets have
since April 2023, so one without ownership controls passes. checkov and prowler want them said.

Mending writes \`private\` for a list and \`BucketOwnerEnforced\` for the ownership. Grants are left for a person to take away.`,
    fix: "leave acl and grants out, and set objectOwnership: BucketOwnerEnforced",
    check,
    *remediate(resource) {
        const isNative = resource.type === nativeBucketType;
        for (const outcome of [...checkList(resource), ...checkOwnership(resource)]) {
            if (isViolation(outcome)) {
                const isOwnership = outcome.at.label === "objectOwnership";
                yield set(outcome.at, isOwnership ? "BucketOwnerEnforced" : isNative ? "Private" : "private");
            }
        }
    },
});

function* check(resource: ResourceView): Iterable<Outcome> {
    yield* checkList(resource);
    for (const grants of [resource.get("grants"), resource.get("accessControlPolicy", "grants")]) {
        yield* violationIf(some(grants, isPublicGrant), grants, "a grant opens the bucket to everybody");
    }
    yield* checkOwnership(resource);
}

function checkList(resource: ResourceView): Iterable<Outcome> {
    const list = resource.get(resource.type === nativeBucketType ? "accessControl" : "acl");
    const isPublic = holds(list, (known) =>
        publicLists.includes(known.string()?.toLowerCase().replaceAll("-", "") ?? ""),
    );
    return violationIf(isPublic, list, "the access list opens the bucket to everybody");
}

function isPublicGrant(grant: Value): Truth {
    const uri = grant.get("grantee", "uri").isUnset ? grant.get("uri") : grant.get("grantee", "uri");
    return holds(uri, (known) => /\/(AllUsers|AuthenticatedUsers)$/.test(known.string() ?? ""));
}

function* checkOwnership(resource: ResourceView): Iterable<Outcome> {
    const native = resource.get("ownershipControls", "rules");
    const rules =
        resource.type === controlsType ? [resource.get("rule")] : native.isUnknown ? [native] : native.items();
    for (const rule of resource.type === controlsType || resource.type === nativeBucketType ? rules : []) {
        const ownership = rule.get("objectOwnership");
        const isEnforced = holds(ownership, (known) => known.string() === "BucketOwnerEnforced");
        yield* violationIf(not(isEnforced), ownership, "access lists count");
    }
}
