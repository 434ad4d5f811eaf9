import { AccessKey } from "@pulumi/aws/iam/accessKey";
import { RolePolicy } from "@pulumi/aws/iam/rolePolicy";
import { User } from "@pulumi/aws/iam/user";
import { UserPolicy } from "@pulumi/aws/iam/userPolicy";
import { Bucket } from "@pulumi/aws/s3/bucket";
import * as pulumi from "@pulumi/pulumi";
import { sortedEntries } from "../../core/sortedEntries";
import { claimName } from "../shared/names";
import { protectionOptions } from "../shared/protection";
import { keepSettings } from "../shared/settings";
import type { AwsBucketArgs } from "./args";
import { closeBucket } from "./closedBucket";
import { keepConnection, keepPublic } from "./connectionSecret";
import { awsHost } from "./endpoint";
import { uniqueName } from "./names";
import { awsTokens, planBucket } from "./plan";
import { bucketAccessPolicy } from "./policies";

/**
 * A bucket in S3: encrypted, versioned, never public, through TLS alone; used by roles of workloads, else by a user with
 * an access key. A ProblemError tells everything that is wrong with the arguments at once.
 */
export class AwsBucket extends pulumi.ComponentResource {
    constructor(name: string, args: AwsBucketArgs, opts?: pulumi.ComponentResourceOptions) {
        const { identity, settings, explained } = planBucket(name, args);
        const { region, kmsKeyId, namespace, roles } = args;
        const { tags, keepsCopy } = settings;
        claimName(settings.app, identity.uid, namespace);
        super(awsTokens.bucket, name, args, opts);
        keepSettings(this, explained);

        const parent = { parent: this };
        const holdsData = { ...parent, ...protectionOptions(settings.protect, opts) };
        const bucket = new Bucket(
            name,
            {
                region,
                bucket: uniqueName(settings.readable, identity, holdsData),
                // Where no copy is kept, a bucket goes with its objects; else AWS refuses to delete one that has any.
                forceDestroy: !keepsCopy,
                tags,
            },
            { ...holdsData, deleteBeforeReplace: true },
        );
        closeBucket(name, bucket, { region, kmsKeyId }, holdsData);

        const policy = bucket.arn.apply((arn) => JSON.stringify(bucketAccessPolicy(arn, kmsKeyId)));
        const place = { endpoint: `https://${awsHost(region, "s3")}`, region };
        if (roles !== undefined) {
            const granted = sortedEntries(roles).map(
                ([workload, role]) => new RolePolicy(`${name}-for-${workload}`, { role, policy }, parent).id,
            );
            // Whoever uses the name waits until it may.
            const bucketName = pulumi.all([bucket.bucket, ...granted]).apply(([known]) => known!);
            keepPublic(this, {
                bucket: bucketName,
                endpoint: pulumi.output(place.endpoint),
                region: pulumi.output(place.region),
            });
        } else {
            const { permissionsBoundary } = args;
            const user = new User(`${name}-user`, { permissionsBoundary, tags }, parent);
            new UserPolicy(`${name}-user`, { user: user.name, policy }, parent);
            const key = new AccessKey(`${name}-key`, { user: user.name }, parent);
            const id = pulumi.secret(key.id);
            const secret = pulumi.secret(key.secret);
            keepConnection(this, identity, settings, namespace, {
                bucket: bucket.bucket,
                ...place,
                access_key_id: id,
                secret_key: secret,
                aws_access_key_id: id,
                aws_secret_key: secret,
                aws_secret_access_key: secret,
            });
        }
        this.registerOutputs({});
    }
}
