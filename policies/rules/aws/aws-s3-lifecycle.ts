import { bucketTypes, hasPart } from "../../model/aws/bucketParts";
import { isGiven, isOn, some } from "../../model/aws/inputs";
import type { ResourceView } from "../../model/resourceView";
import type { Value } from "../../model/value";
import { defineRule } from "../../rule";
import { all, any, holds, not, violationIf, type Truth } from "../../truth";

export const awsS3Lifecycle = defineRule({
    id: "aws-s3-lifecycle",
    group: "aws",
    target: "set",
    title: "Buckets forget aborted uploads and old objects",
    severity: "low",
    since: "0.1.0",
    rivals: {
        checkov: ["CKV2_AWS_61", "CKV_AWS_300"],
        prowler: ["s3_bucket_lifecycle_enabled"],
    },
    why: "parts of aborted uploads are in no listing and cost money for ever",
    details: `Each bucket needs a \`BucketLifecycleConfiguration\` with an enabled rule that ends aborted uploads
(\`abortIncompleteMultipartUpload\`), or the same in the bucket: \`lifecycleRules\` of the provider aws, \`lifecycleConfiguration\`
of aws-native.

When objects themselves, or their old versions, go or move to cheaper storage depends on what they are: any rule may say
so, and none has to. Whether the rule is for a part of the objects isn't looked at.`,
    fix: "add an aws.s3.BucketLifecycleConfiguration with a rule that has abortIncompleteMultipartUpload",
    *check(set) {
        for (const bucket of set.ofType(...bucketTypes)) {
            const separate = hasPart(set, bucket, "LifecycleConfiguration", (part) =>
                some(part.get("rules"), endsUploads),
            );
            const message = "no rule of the bucket ends aborted uploads";
            yield* violationIf(not(any(isInline(bucket), separate)), bucket.body, message);
        }
    },
});

function isInline(bucket: ResourceView): Truth {
    const old = (rule: Value): Truth =>
        all(isOn(rule.get("enabled")), isGiven(rule.get("abortIncompleteMultipartUploadDays")));
    return any(
        some(bucket.get("lifecycleRules"), old),
        some(bucket.get("lifecycleConfiguration", "rules"), endsUploads),
    );
}

function endsUploads(rule: Value): Truth {
    return all(
        holds(rule.get("status"), (status) => status.string() === "Enabled"),
        holds(rule.get("abortIncompleteMultipartUpload"), ({ isMap }) => isMap),
    );
}
