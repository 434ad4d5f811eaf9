import { statementsOf } from "../../model/aws/policyDocument";
import { defineRule } from "../../rule";
import { all, not, violationIf } from "../../truth";

/** Where each type has the policy. */
const documents: Record<string, string> = {
    "aws:s3/bucketPolicy:BucketPolicy": "policy",
    "aws:s3/bucket:Bucket": "policy",
    "aws:s3/bucketV2:BucketV2": "policy",
    "aws-native:s3:BucketPolicy": "policyDocument",
};

export const awsS3PolicyPublic = defineRule({
    id: "aws-s3-policy-public",
    group: "aws",
    target: "resource",
    types: Object.keys(documents),
    title: "Bucket policies let in no strangers and lock out nobody",
    severity: "critical",
    since: "0.1.0",
    rivals: {
        checkov: ["CKV_AWS_70", "CKV_AWS_93"],
        prowler: ["s3_bucket_policy_public_write_access", "s3_bucket_cross_account_access"],
    },
    why: "a public bucket is found and copied, and one that denies everybody only the account's root can open again",
    details: `Judges the policy of a bucket, given as text or as an object.

* A statement is public that allows the principal \`*\` (also \`AWS: "*"\`, or \`NotPrincipal\`) without a condition that
  keeps strangers out. \`aws:SecureTransport\`, \`aws:Referer\` and \`aws:UserAgent\` keep nobody out; every other key
  counts as one that does, whatever its value.
* A statement locks everybody out that denies the principal \`*\` the action \`s3:PutBucketPolicy\`, by name or by pattern,
  without a condition. The usual denial of requests without TLS has one and passes.
* Principals of other accounts, named by ARN, pass; prowler's check of cross-account access refuses them.`,
    fix: "name the principals, or add a condition such as aws:PrincipalOrgID or aws:SourceArn",
    *check(resource) {
        for (const statement of statementsOf(resource.get(documents[resource.type]!))) {
            yield* violationIf(statement.isPublic, statement.body, "everybody is let into the bucket");
            const locked = all(
                statement.isDeny,
                statement.namesEverybody,
                statement.allowsAction("s3:PutBucketPolicy"),
                not(statement.hasCondition),
            );
            const fix = "except the roles that manage the bucket, by a condition on aws:PrincipalArn";
            yield* violationIf(locked, statement.body, "everybody is locked out of the bucket's policy", fix);
        }
    },
});
