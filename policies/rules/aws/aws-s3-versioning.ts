import { bucketTypes, hasPart } from "../../model/aws/bucketParts";
import { isOn, some } from "../../model/aws/inputs";
import type { ResourceView } from "../../model/resourceView";
import type { Value } from "../../model/value";
import { defineRule } from "../../rule";
import { any, holds, not, violationIf, type Truth } from "../../truth";

export const awsS3Versioning = defineRule({
    id: "aws-s3-versioning",
    group: "aws",
    target: "set",
    title: "Buckets keep old versions of objects",
    severity: "medium",
    since: "0.1.0",
    rivals: {
        checkov: ["CKV_AWS_143", "CKV_AWS_21"],
        prowler: ["s3_bucket_object_versioning", "s3_bucket_object_lock"],
        trivy: ["AWS-0090", "AWS-0170"],
    },
    why: "what is overwritten or deleted by mistake, or by ransomware, can't be brought back",
    details: `Each bucket needs a \`BucketVersioning\` whose \`versioningConfiguration.status\` is \`Enabled\`, or the same in the
bucket: \`versioning.enabled\`, in \`BucketV2\` \`versionings\`, in aws-native \`versioningConfiguration.status\`. Unset, buckets
keep no versions.

MFA for deletion (AWS-0170) can only be switched on by the account's root user, and object lock (CKV_AWS_143) is chosen
when a bucket is made; neither is asked for. The rule joins buckets with their settings, so that there is no remediation:
Pulumi gives stack policies none.`,
    fix: "add an aws.s3.BucketVersioning with versioningConfiguration: { status: Enabled }",
    *check(set) {
        for (const bucket of set.ofType(...bucketTypes)) {
            const separate = hasPart(set, bucket, "Versioning", (part) =>
                isEnabled(part.get("versioningConfiguration")),
            );
            const message = "the bucket keeps no versions";
            yield* violationIf(not(any(isInline(bucket), separate)), bucket.body, message);
        }
    },
});

function isInline(bucket: ResourceView): Truth {
    return any(
        isOn(bucket.get("versioning", "enabled")),
        some(bucket.get("versionings"), (one) => isOn(one.get("enabled"))),
        isEnabled(bucket.get("versioningConfiguration")),
    );
}

function isEnabled(configuration: Value): Truth {
    return holds(configuration.get("status"), (status) => status.string() === "Enabled");
}
