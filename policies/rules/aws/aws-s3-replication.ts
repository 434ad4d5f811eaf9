import { bucketTypes, hasPart } from "../../model/aws/bucketParts";
import { some } from "../../model/aws/inputs";
import type { ResourceView } from "../../model/resourceView";
import type { Value } from "../../model/value";
import { defineRule } from "../../rule";
import { any, holds, not, violationIf, type Truth } from "../../truth";

export const awsS3Replication = defineRule({
    id: "aws-s3-replication",
    group: "aws",
    target: "set",
    optIn: true,
    title: "Buckets are replicated to another one",
    severity: "info",
    since: "0.1.0",
    rivals: {
        checkov: ["CKV2_AWS_62", "CKV_AWS_144"],
        "compliance-policies": ["aws-s3-bucket-*-replication-configuration"],
        prowler: ["s3_bucket_cross_region_replication"],
    },
    why: "when a region or an account is lost, so is everything in the bucket",
    details: `Each bucket needs a \`BucketReplicationConfig\` with an enabled rule, or the same in the bucket:
\`replicationConfiguration\`, in \`BucketV2\` \`replicationConfigurations\`. Whether the other bucket is in another region can't
be seen from its ARN. Opt-in, since it doubles the cost of storage, and since the bucket that is replicated to would be
asked for a third one. That a bucket tells somebody of its events (CKV2_AWS_62) is another matter and isn't asked for.`,
    fix: "add an aws.s3.BucketReplicationConfig with an enabled rule",
    *check(set) {
        for (const bucket of set.ofType(...bucketTypes)) {
            const separate = hasPart(set, bucket, "ReplicationConfig", (part) => some(part.get("rules"), isEnabled));
            const message = "the bucket is not replicated";
            yield* violationIf(not(any(isInline(bucket), separate)), bucket.body, message);
        }
    },
});

function isInline(bucket: ResourceView): Truth {
    return any(
        some(bucket.get("replicationConfiguration", "rules"), isEnabled),
        some(bucket.get("replicationConfigurations"), (one) => some(one.get("rules"), isEnabled)),
    );
}

function isEnabled(rule: Value): Truth {
    return holds(rule.get("status"), (status) => status.string() === "Enabled");
}
