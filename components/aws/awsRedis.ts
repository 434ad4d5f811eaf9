import { ReplicationGroup } from "@pulumi/aws/elasticache/replicationGroup";
import { SubnetGroup } from "@pulumi/aws/elasticache/subnetGroup";
import * as pulumi from "@pulumi/pulumi";
import { RandomPassword } from "@pulumi/random/randomPassword";
import { claimName } from "../shared/names";
import { protectionOptions } from "../shared/protection";
import { keepSettings } from "../shared/settings";
import type { AwsNetworkArgs } from "./args";
import { keepConnection } from "./connectionSecret";
import { uniqueName } from "./names";
import { closedGroup } from "./network";
import { awsTokens, planRedis } from "./plan";
import { awsPorts } from "./ports";

const port = awsPorts.redis;

/** The user whom an AUTH token belongs to. */
const username = "default";

/**
 * A key-value store in ElastiCache (Valkey): encrypted, reached through TLS with a token by the cluster's nodes alone.
 * A ProblemError tells everything that is wrong with the arguments at once.
 */
export class AwsRedis extends pulumi.ComponentResource {
    constructor(name: string, args: AwsNetworkArgs, opts?: pulumi.ComponentResourceOptions) {
        const { identity, settings, explained } = planRedis(name, args);
        const { region, kmsKeyId, namespace } = args;
        const { tags, highAvailability, keepsCopy } = settings;
        claimName(settings.app, identity.uid, namespace);
        super(awsTokens.redis, name, args, opts);
        keepSettings(this, explained);

        const parent = { parent: this };
        const holdsData = { ...parent, ...protectionOptions(settings.protect, opts) };
        const replicationGroupId = uniqueName(settings.readable, identity, holdsData);
        const random = new RandomPassword(`${name}-password`, { length: 64, special: false }, holdsData);
        const password = pulumi.secret(random.result);
        const group = closedGroup(
            name,
            args,
            { port, description: `Who may connect to the store ${settings.app}`, tags },
            parent,
        );
        const description = `Key-value store ${settings.app}`;
        const subnets = new SubnetGroup(
            `${name}-subnets`,
            { region, description, subnetIds: [...settings.subnetIds], tags },
            parent,
        );
        const store = new ReplicationGroup(
            name,
            {
                region,
                replicationGroupId,
                description,
                engine: "valkey",
                engineVersion: settings.engineVersion,
                nodeType: settings.machine,
                port,
                numCacheClusters: highAvailability ? 2 : 1,
                automaticFailoverEnabled: highAvailability,
                multiAzEnabled: highAvailability,
                subnetGroupName: subnets.name,
                securityGroupIds: [group],
                atRestEncryptionEnabled: true,
                kmsKeyId,
                transitEncryptionEnabled: true,
                authToken: password,
                snapshotRetentionLimit: settings.backupDays,
                finalSnapshotIdentifier: keepsCopy ? pulumi.interpolate`${replicationGroupId}-final` : undefined,
                autoMinorVersionUpgrade: true,
                tags,
            },
            // The name is fixed, so a second store can't stand beside the first; and another key must not replace what
            // holds the data.
            { ...holdsData, deleteBeforeReplace: true, ignoreChanges: ["kmsKeyId"] },
        );
        const host = store.primaryEndpointAddress;
        keepConnection(this, identity, settings, namespace, {
            host,
            port: String(port),
            username,
            password,
            uri: pulumi.interpolate`rediss://${username}:${password}@${host}:${port}/0`,
        });
        this.registerOutputs({});
    }
}
