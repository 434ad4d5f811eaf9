import { bucketTypes, hasPart, isNamed, partTypes } from "../../model/aws/bucketParts";
import { isGiven, some } from "../../model/aws/inputs";
import type { ResourceView } from "../../model/resourceView";
import type { SetView } from "../../model/setView";
import { defineRule } from "../../rule";
import { any, holds, not, violationIf, type Truth } from "../../truth";

/** Where a bucket names the one that its logs go to. */
const inlineTargets = {
    logging: "targetBucket",
    loggings: "targetBucket",
    loggingConfiguration: "destinationBucketName",
};

export const awsS3Logging = defineRule({
    id: "aws-s3-logging",
    group: "aws",
    target: "set",
    title: "Buckets log who used them",
    severity: "low",
    since: "0.1.0",
    rivals: {
        awsguard: ["s3-bucket-logging-enabled"],
        checkov: ["CKV_AWS_18"],
        prowler: ["s3_bucket_server_access_logging_enabled"],
        trivy: ["AWS-0089"],
    },
    why: "after a leak nobody can tell who read what",
    details: `Each bucket needs a \`BucketLogging\` with a \`targetBucket\`, or the same in the bucket: \`logging\`, in \`BucketV2\`
\`loggings\`, in aws-native \`loggingConfiguration\` (which without a destination logs into the bucket itself).

A bucket that the logs of another one go to isn't asked: it would log its own logs. A trail of CloudTrail that records
what is done with objects serves as well, and isn't seen here.`,
    fix: "add an aws.s3.BucketLogging with a targetBucket for logs",
    *check(set) {
        for (const bucket of set.ofType(...bucketTypes)) {
            const separate = hasPart(set, bucket, "Logging", (part) => isGiven(part.get("targetBucket")));
            const fine = any(isInline(bucket), separate, holdsLogs(set, bucket));
            yield* violationIf(not(fine), bucket.body, "the bucket doesn't log who uses it");
        }
    },
});

function isInline(bucket: ResourceView): Truth {
    return any(
        isGiven(bucket.get("logging", "targetBucket")),
        some(bucket.get("loggings"), (one) => isGiven(one.get("targetBucket"))),
        holds(bucket.get("loggingConfiguration"), ({ isMap }) => isMap),
    );
}

function holdsLogs(set: SetView, bucket: ResourceView): Truth {
    const logs = set.ofType(...partTypes("Logging"));
    const others = set.ofType(...bucketTypes).filter((other) => other !== bucket);
    return any(
        ...logs.map((log) => isNamed(set, log, "targetBucket", bucket)),
        ...others.flatMap((other) => Object.entries(inlineTargets).map(([input, key]) => logsInto(other, input, key))),
    );

    function logsInto(other: ResourceView, input: string, key: string): Truth {
        return some(other.get(input), (one) => set.means(one.get(key), other, input, bucket, "bucket", "bucketName"));
    }
}
