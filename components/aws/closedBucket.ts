import type { Bucket } from "@pulumi/aws/s3/bucket";
import { BucketLifecycleConfiguration } from "@pulumi/aws/s3/bucketLifecycleConfiguration";
import { BucketOwnershipControls } from "@pulumi/aws/s3/bucketOwnershipControls";
import { BucketPolicy } from "@pulumi/aws/s3/bucketPolicy";
import { BucketPublicAccessBlock } from "@pulumi/aws/s3/bucketPublicAccessBlock";
import { BucketServerSideEncryptionConfiguration } from "@pulumi/aws/s3/bucketServerSideEncryptionConfiguration";
import { BucketVersioning } from "@pulumi/aws/s3/bucketVersioning";
import type { CustomResourceOptions } from "@pulumi/pulumi";
import { tlsOnlyPolicy } from "./policies";

/** Old versions of objects and what is left of aborted uploads go after this many days. */
const oldVersionDays = 30;
const abortedUploadDays = 7;

/** Closes a bucket to the public, and has it encrypt, keep and in the end forget. */
export function closeBucket(
    name: string,
    bucket: Bucket,
    { region, kmsKeyId }: { region: string; kmsKeyId: string | undefined },
    options: CustomResourceOptions,
): void {
    const of = { region, bucket: bucket.bucket };
    const block = new BucketPublicAccessBlock(
        `${name}-public-access`,
        { ...of, blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true },
        options,
    );
    new BucketOwnershipControls(
        `${name}-ownership`,
        { ...of, rule: { objectOwnership: "BucketOwnerEnforced" } },
        options,
    );
    new BucketServerSideEncryptionConfiguration(
        `${name}-encryption`,
        {
            ...of,
            rules: [
                kmsKeyId === undefined
                    ? { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }
                    : {
                          applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: kmsKeyId },
                          bucketKeyEnabled: true,
                      },
            ],
        },
        options,
    );
    const versioning = new BucketVersioning(
        `${name}-versioning`,
        { ...of, versioningConfiguration: { status: "Enabled" } },
        options,
    );
    new BucketLifecycleConfiguration(
        `${name}-lifecycle`,
        {
            ...of,
            rules: [
                {
                    id: "forget",
                    status: "Enabled",
                    filter: { prefix: "" },
                    noncurrentVersionExpiration: { noncurrentDays: oldVersionDays },
                    abortIncompleteMultipartUpload: { daysAfterInitiation: abortedUploadDays },
                },
            ],
        },
        // S3 counts versions only once it keeps them.
        { ...options, dependsOn: [versioning] },
    );
    new BucketPolicy(
        `${name}-policy`,
        { ...of, policy: bucket.arn.apply((arn) => JSON.stringify(tlsOnlyPolicy(arn))) },
        // Two changes of a bucket's access at once get in each other's way.
        { ...options, dependsOn: [block] },
    );
}
