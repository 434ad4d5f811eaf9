import { all, any, type Truth } from "../../truth";
import type { ResourceView } from "../resourceView";
import type { SetView } from "../setView";

export const nativeBucketType = "aws-native:s3:Bucket";
/** Buckets, whose settings may stand in them. */
export const bucketTypes = ["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2", nativeBucketType] as const;

/** Settings of a bucket that are resources of their own. */
export type BucketPart =
    | "LifecycleConfiguration"
    | "Logging"
    | "Policy"
    | "PublicAccessBlock"
    | "ReplicationConfig"
    | "ServerSideEncryptionConfiguration"
    | "Versioning";

/** The Pulumi types of a part; some have the old one with V2 at its end beside the new one. */
export function partTypes(part: BucketPart): string[] {
    const separate = [`Bucket${part}`, `Bucket${part}V2`].map((name) => `aws:s3/b${name.slice(1)}:${name}`);
    return part === "Policy" ? [...separate, "aws-native:s3:BucketPolicy"] : separate;
}

/** Whether one of a bucket's parts passes a test; a part names its bucket in `bucket`. */
export function hasPart(
    set: SetView,
    bucket: ResourceView,
    part: BucketPart,
    test: (part: ResourceView) => Truth,
): Truth {
    const parts = set.ofType(...partTypes(part));
    return any(...parts.map((one) => all(isNamed(set, one, "bucket", bucket), test(one))));
}

/** Whether an input of a resource names a bucket. */
export function isNamed(set: SetView, from: ResourceView, input: string, bucket: ResourceView): Truth {
    return set.refersTo(from, input, bucket, "bucket", "bucketName");
}
