import { parseQuantity, toKubernetesQuantity } from "../../core/quantity";
import { planComponent, type ComponentForm, type ComponentPlan } from "../shared/plan";
import type { AwsBucketArgs, AwsMySqlArgs, AwsNetworkArgs, AwsWorkloadRoleArgs } from "./args";
import { bucketSchema, mySqlSchema, networkSchema, workloadRoleSchema } from "./schema";
import { chooseAws, chooseServer, zoneProblems, type AwsServerSettings, type AwsSettings } from "./settings";

// Everything that is decided, without any part of @pulumi/aws: a plan is made also where nothing is registered.

/** Type tokens; part of every URN, so they never change. */
export const awsTokens = {
    mysql: "waymark:index:AwsMySql",
    redis: "waymark:index:AwsRedis",
    amqp: "waymark:index:AwsAmqp",
    bucket: "waymark:index:AwsBucket",
    workloadRole: "waymark:index:AwsWorkloadRole",
} as const;

/** What is decided for a MySQL database beside what all servers have. */
export interface MySqlSettings extends AwsServerSettings {
    /** Size of the disk when it is created, in GiB. */
    storageGiB: number;
    /** Size up to which it grows by itself, in GiB. */
    maxStorageGiB: number;
}

const mySqlForm: ComponentForm<AwsMySqlArgs, MySqlSettings> = {
    token: awsTokens.mysql,
    schema: mySqlSchema,
    argumentProblems: () => [],
    resolve(args, identity, environment, settings) {
        const { mysql } = environment.settings.aws;
        const storage = settings.choose(
            "storage",
            args.storage,
            mysql.storage,
            environment.origin("aws.mysql.storage"),
        );
        const storageGiB = Math.max(smallestDisk, wholeGiB(storage));
        const most = settings.record("maxStorage", mysql.maxStorage, environment.origin("aws.mysql.maxStorage"));
        return {
            ...chooseServer(args, identity, environment, settings, {
                engineVersion: ["mysql.engineVersion", mysql.engineVersion],
                machine: ["mysql.instanceClass", mysql.instanceClass],
                longestName: 63,
            }),
            storageGiB,
            // RDS wants room of at least 10 % above the disk, else there is no growth to allow.
            maxStorageGiB: wholeGiB(most) * 10 >= storageGiB * 11 ? wholeGiB(most) : 0,
        };
    },
    settingsProblems: (settings) => zoneProblems(settings, true),
};

/** Smallest gp3 disk of RDS for MySQL, in GiB. */
const smallestDisk = 20;

/** A quantity of storage in GiB, rounded up. */
function wholeGiB(text: string): number {
    const unit = parseQuantity("1Gi") ?? 1n;
    const amount = parseQuantity(toKubernetesQuantity(text)) ?? 0n;
    return Number((amount + unit - 1n) / unit);
}

const redisForm: ComponentForm<AwsNetworkArgs, AwsServerSettings> = {
    token: awsTokens.redis,
    schema: networkSchema,
    argumentProblems: () => [],
    resolve: (args, identity, environment, settings) =>
        chooseServer(args, identity, environment, settings, {
            engineVersion: ["redis.engineVersion", environment.settings.aws.redis.engineVersion],
            machine: ["redis.nodeType", environment.settings.aws.redis.nodeType],
            longestName: 40,
        }),
    settingsProblems: (settings) => zoneProblems(settings, false),
};

const amqpForm: ComponentForm<AwsNetworkArgs, AwsServerSettings> = {
    token: awsTokens.amqp,
    schema: networkSchema,
    argumentProblems: () => [],
    resolve: (args, identity, environment, settings) =>
        chooseServer(args, identity, environment, settings, {
            engineVersion: ["amqp.engineVersion", environment.settings.aws.amqp.engineVersion],
            machine: ["amqp.instanceType", environment.settings.aws.amqp.instanceType],
            longestName: 50,
        }),
    settingsProblems: (settings) => zoneProblems(settings, false),
};

const bucketForm: ComponentForm<AwsBucketArgs, AwsSettings> = {
    token: awsTokens.bucket,
    schema: bucketSchema,
    argumentProblems: () => [],
    resolve: (args, identity, environment, settings) => chooseAws(args, identity, environment, settings, 63),
    settingsProblems: () => [],
};

const workloadRoleForm: ComponentForm<AwsWorkloadRoleArgs, AwsSettings> = {
    token: awsTokens.workloadRole,
    schema: workloadRoleSchema,
    argumentProblems: () => [],
    resolve: (args, identity, environment, settings) => chooseAws(args, identity, environment, settings, 64),
    settingsProblems: () => [],
};

/** Checks the arguments of a database and decides everything about it. */
export function planMySql(name: string, args: AwsMySqlArgs): ComponentPlan<MySqlSettings> {
    return planComponent(mySqlForm, name, args);
}

/** Checks the arguments of a key-value store and decides everything about it. */
export function planRedis(name: string, args: AwsNetworkArgs): ComponentPlan<AwsServerSettings> {
    return planComponent(redisForm, name, args);
}

/** Checks the arguments of a broker and decides everything about it. */
export function planAmqp(name: string, args: AwsNetworkArgs): ComponentPlan<AwsServerSettings> {
    return planComponent(amqpForm, name, args);
}

/** Checks the arguments of a bucket and decides everything about it. */
export function planBucket(name: string, args: AwsBucketArgs): ComponentPlan<AwsSettings> {
    return planComponent(bucketForm, name, args);
}

/** Checks the arguments of a workload's role and decides everything about it. */
export function planWorkloadRole(name: string, args: AwsWorkloadRoleArgs): ComponentPlan<AwsSettings> {
    return planComponent(workloadRoleForm, name, args);
}
