import { z } from "zod";
import { strictMap } from "../../../core/schema";
import { bucketTypes, hasPart } from "../../model/aws/bucketParts";
import { some } from "../../model/aws/inputs";
import type { ResourceView } from "../../model/resourceView";
import type { Value } from "../../model/value";
import { defineRule } from "../../rule";
import { all, any, holds, not, violationIf, type Truth } from "../../truth";

export const awsS3Encryption = defineRule({
    id: "aws-s3-encryption",
    group: "aws",
    target: "set",
    title: "Buckets are encrypted with a key of one's own",
    severity: "high",
    since: "0.1.0",
    rivals: {
        checkov: ["CKV_AWS_145", "CKV_AWS_19"],
        "compliance-policies": [
            "aws-s3-bucket-enable-server-side-encryption",
            "…-kms",
            "…-customer-managed-key",
            "…bucket-key",
        ],
        prowler: ["s3_bucket_default_encryption", "s3_bucket_kms_encryption"],
        trivy: ["AWS-0088", "AWS-0132"],
    },
    why: "whoever may read the bucket reads the data, where no key of one's own says who may use it",
    details: `Since January 2023 S3 encrypts every object, with a key of its own where nothing else is said. So a bucket without
a configuration isn't unencrypted, and where \`tiers\` doesn't name the tier (default: only \`prod\`) nothing is asked.

In the named tiers the configuration has to say \`aws:kms\` (or \`aws:kms:dsse\`) with a \`kmsMasterKeyId\`: without one, or with
\`alias/aws/s3\`, it is the key that AWS keeps for the account. It may stand in a
\`BucketServerSideEncryptionConfiguration\` or in the bucket. \`bucketKeyEnabled\` makes it cheaper, not safer, and isn't asked.`,
    fix: "add an aws.s3.BucketServerSideEncryptionConfiguration with sseAlgorithm: aws:kms and your key's ARN",
    params: strictMap({
        tiers: z
            .array(z.enum(["dev", "staging", "prod"]))
            .default(["prod"])
            .describe("Tiers in which a key of one's own is asked for"),
    }),
    *check(set, { tier, params }) {
        for (const bucket of params.tiers.includes(tier) ? set.ofType(...bucketTypes) : []) {
            const separate = hasPart(set, bucket, "ServerSideEncryptionConfiguration", (part) =>
                some(part.get("rules"), usesOwnKey),
            );
            const encrypted = any(isInline(bucket), separate);
            yield* violationIf(not(encrypted), bucket.body, "the bucket has no key of one's own");
        }
    },
});

function isInline(bucket: ResourceView): Truth {
    return any(
        some(bucket.get("serverSideEncryptionConfiguration", "rule"), usesOwnKey),
        some(bucket.get("serverSideEncryptionConfigurations"), (one) => some(one.get("rules"), usesOwnKey)),
        some(bucket.get("bucketEncryption", "serverSideEncryptionConfiguration"), usesOwnKey),
    );
}

function usesOwnKey(rule: Value): Truth {
    const names = ["ByDefault", "ByDefaults"].map((name) => `applyServerSideEncryption${name}`);
    return any(...[...names, "serverSideEncryptionByDefault"].map((name) => some(rule.get(name), isOwnKey)));
}

function isOwnKey(encryption: Value): Truth {
    return all(
        holds(encryption.get("sseAlgorithm"), (algorithm) => /^aws:kms(:dsse)?$/.test(algorithm.string() ?? "")),
        holds(encryption.get("kmsMasterKeyId"), (key) => !/^$|alias\/aws\/s3$/.test(key.string() ?? "")),
    );
}
