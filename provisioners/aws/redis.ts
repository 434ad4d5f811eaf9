import type { AwsNetworkArgs } from "../../components/aws/args";
import { loadAwsPlans, loadAwsRedis } from "./onUse";
import { serverBackend } from "./server";

/** `redis` in AWS: a replication group of ElastiCache with Valkey. */
export const awsRedis = serverBackend<object, AwsNetworkArgs>({
    port: 6379,
    argsOf: () => ({}),
    plan: (name, args) => loadAwsPlans().planRedis(name, args),
    load: loadAwsRedis,
});
