import type { AwsBucketArgs } from "../../components/aws/args";
import { awsHost } from "../../components/aws/endpoint";
import type { ConnectionArgs } from "../../components/shared/connection";
import type { Backend } from "../backends";
import type { OfferedWorkload, ProvisionRequest } from "../provisioner";
import { dataArgs, outputsOf } from "./arguments";
import { loadAwsBucket, loadAwsPlans, loadConnectionOf } from "./onUse";
import { requireAwsSdk } from "./sdk";
import { identityChanges, identityEdge, identityOf, roleOf, type Identity } from "./workloadIdentity";

/** Outputs that are parts of an access key. */
const keyOutputs = ["access_key_id", "secret_key", "aws_access_key_id", "aws_secret_key", "aws_secret_access_key"];

/** `s3` in AWS: a bucket, used by the roles of its workloads, or by a user with a key where pods can't have roles. */
export const awsS3: Backend<object> = {
    plan(request) {
        requireAwsSdk(request);
        const identity = identityOf(request.context.aws);
        const { settings } = loadAwsPlans().planBucket(request.resource.logicalName, bucketArgs(request));
        return {
            names: [settings.app],
            ...(identity === undefined
                ? {}
                : { withheld: withheldKeys(request, identity), workload: identityChanges(identity, "planned") }),
        };
    },
    provision(request) {
        const identity = identityOf(request.context.aws);
        const args = bucketArgs(request);
        const Bucket = loadAwsBucket();
        if (identity === undefined) {
            const made = new Bucket(request.resource.logicalName, args);
            return { outputs: outputsOf(loadConnectionOf()(made), keyOutputs), connectsTo: host(args.region, "s3") };
        }
        const roles = new Map(usersOf(request).map((workload) => [workload.name, roleOf(request, workload)]));
        const names = Object.fromEntries([...roles].map(([workload, { name }]) => [workload, name]));
        const made = new Bucket(request.resource.logicalName, request.handOver({ ...args, roles: names }));
        return {
            outputs: outputsOf(loadConnectionOf()(made), []),
            connectsTo: host(args.region, "s3"),
            alsoConnectsTo: identityEdge(identity, awsHost(args.region, "sts")),
            workload: ({ name }) => identityChanges(identity, roles.get(name)?.arn ?? ""),
        };
    },
};

function bucketArgs(request: ProvisionRequest<object>): AwsBucketArgs {
    const { permissionsBoundary } = request.context.aws ?? {};
    return request.handOver({ ...dataArgs(request), permissionsBoundary });
}

function usersOf({ resource, context }: ProvisionRequest<object>): OfferedWorkload[] {
    return resource.workloads.flatMap((name) => context.workloads.get(name) ?? []);
}

/** Why there is no key, and what to do: a key that nobody needs is one that can be stolen. */
function withheldKeys({ resource }: ProvisionRequest<object>, identity: Identity) {
    const cause = identity === "oidc-provider" ? "waymark:aws.oidcProvider" : "waymark:aws.clusterName";
    const problem = {
        message: `the resource "${resource.name}" has no access key: pods have a role in AWS (${cause}), which needs none`,
        hint: 'leave the key out, the AWS SDKs find the role by themselves; or ask for class "container"',
    };
    return Object.fromEntries(keyOutputs.map((key) => [key, problem]));
}

function host(region: string, service: string): ConnectionArgs {
    return { host: awsHost(region, service), ports: [{ port: 443 }] };
}
