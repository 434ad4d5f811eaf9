import type { AwsNetworkArgs } from "../../components/aws/args";
import { awsPorts } from "../../components/aws/ports";
import { loadAwsPlans, loadAwsRedis } from "./onUse";
import { serverBackend } from "./server";

/** `redis` in AWS: a replication group of ElastiCache with Valkey. */
export const awsRedis = serverBackend<object, AwsNetworkArgs>({
    port: awsPorts.redis,
    argsOf: () => ({}),
    plan: (name, args) => loadAwsPlans().planRedis(name, args),
    load: loadAwsRedis,
});
