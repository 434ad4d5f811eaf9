import { bucketTypes, hasPart, nativeBucketType, partTypes } from "../../model/aws/bucketParts";
import { isOn } from "../../model/aws/inputs";
import type { Value } from "../../model/value";
import type { Outcome } from "../../outcome";
import { defineRule } from "../../rule";
import { not, violationIf } from "../../truth";

const flags = ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"];
const accountType = "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock";

export const awsS3PublicAccessBlock = defineRule({
    id: "aws-s3-public-access-block",
    group: "aws",
    target: "set",
    title: "Buckets block public access in all four ways",
    severity: "critical",
    since: "0.1.0",
    rivals: {
        checkov: ["CKV2_AWS_6", "CKV_AWS_53..56"],
        prowler: ["s3_bucket_level_public_access_block", "s3_account_level_public_access_blocks"],
        trivy: ["AWS-0086", "AWS-0087", "AWS-0091", "AWS-0093", "AWS-0094"],
    },
    why: "it is the lock that holds when an access list or a policy opens the bucket by mistake",
    details: `Each bucket needs a \`BucketPublicAccessBlock\` with \`blockPublicAcls\`, \`blockPublicPolicy\`,
\`ignorePublicAcls\` and \`restrictPublicBuckets\` all \`true\`; in aws-native it is \`publicAccessBlockConfiguration\`. A block of
the account, where there is one, needs all four as well, and doesn't stand in for those of buckets: which account a bucket
is made in can't be seen here.

A flag that is left out of a block is off. A bucket without any block starts with all four on since April 2023, but nothing
keeps it so: it has to be said. The rule joins buckets with their blocks, so that there is no remediation: Pulumi gives
stack policies none.`,
    fix: "add an aws.s3.BucketPublicAccessBlock for the bucket, with all four flags true",
    *check(set) {
        for (const block of set.ofType(...partTypes("PublicAccessBlock"), accountType)) {
            yield* checkFlags(block.body);
        }
        for (const bucket of set.ofType(...bucketTypes)) {
            const inline = bucket.get("publicAccessBlockConfiguration");
            if (bucket.type === nativeBucketType && !inline.isUnset) {
                yield* checkFlags(inline);
            } else {
                const blocked = hasPart(set, bucket, "PublicAccessBlock", () => true);
                yield* violationIf(not(blocked), bucket.body, "the bucket has no block of public access");
            }
        }
    },
});

function* checkFlags(block: Value): Iterable<Outcome> {
    for (const flag of flags) {
        const value = block.get(flag);
        yield* violationIf(not(isOn(value)), value, `${flag} is off`, `set ${flag}: true`);
    }
}
