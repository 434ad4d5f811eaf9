import { Broker } from "@pulumi/aws/mq/broker";
import * as pulumi from "@pulumi/pulumi";
import { RandomPassword } from "@pulumi/random/randomPassword";
import { claimName } from "../shared/names";
import { protectionOptions } from "../shared/protection";
import { keepSettings } from "../shared/settings";
import type { AwsNetworkArgs } from "./args";
import { keepConnection } from "./connectionSecret";
import { accountName, uniqueName } from "./names";
import { closedGroup } from "./network";
import { awsTokens, planAmqp } from "./plan";
import { awsPorts } from "./ports";

const port = awsPorts.amqp;

/** Amazon MQ allows 100 characters for the name of a user. */
const longestUser = 100;

/**
 * A message broker in Amazon MQ (RabbitMQ): encrypted, reached through TLS by the cluster's nodes alone.
 * A ProblemError tells everything that is wrong with the arguments at once.
 */
export class AwsAmqp extends pulumi.ComponentResource {
    constructor(name: string, args: AwsNetworkArgs, opts?: pulumi.ComponentResourceOptions) {
        const { identity, settings, explained } = planAmqp(name, args);
        const { region, kmsKeyId, namespace } = args;
        const { tags, highAvailability, subnetIds } = settings;
        claimName(settings.app, identity.uid, namespace);
        super(awsTokens.amqp, name, args, opts);
        keepSettings(this, explained);

        const parent = { parent: this };
        const holdsData = { ...parent, ...protectionOptions(settings.protect, opts) };
        const brokerName = uniqueName(settings.readable, identity, holdsData);
        const random = new RandomPassword(`${name}-password`, { length: 32, special: false }, holdsData);
        const password = pulumi.secret(random.result);
        const username = accountName(identity, longestUser);
        const group = closedGroup(
            name,
            args,
            { port, description: `Who may connect to the broker ${settings.app}`, tags },
            parent,
        );
        const broker = new Broker(
            name,
            {
                region,
                brokerName,
                engineType: "RabbitMQ",
                engineVersion: settings.engineVersion,
                hostInstanceType: settings.machine,
                deploymentMode: highAvailability ? "CLUSTER_MULTI_AZ" : "SINGLE_INSTANCE",
                publiclyAccessible: false,
                // A single broker has its address in one subnet.
                subnetIds: highAvailability ? [...subnetIds] : subnetIds.slice(0, 1),
                securityGroups: [group],
                users: [{ username, password }],
                encryptionOptions: kmsKeyId === undefined ? undefined : { kmsKeyId, useAwsOwnedKey: false },
                logs: { general: true },
                autoMinorVersionUpgrade: true,
                tags,
            },
            // The name is fixed, so a second broker can't stand beside the first; and a broker can't move, so
            // neither a further subnet nor another key may replace it.
            { ...holdsData, deleteBeforeReplace: true, ignoreChanges: ["subnetIds", "encryptionOptions"] },
        );
        const host = broker.instances.apply(hostOf);
        keepConnection(this, identity, settings, namespace, {
            host,
            port: String(port),
            vhost: "/",
            username,
            password,
            uri: pulumi.interpolate`amqps://${username}:${password}@${host}:${port}/%2F`,
        });
        this.registerOutputs({});
    }
}

/** The host in the first endpoint, `amqps://HOST:5671`, which stands for all nodes of a cluster. */
function hostOf(instances: readonly { endpoints?: readonly string[] }[] = []): string {
    const endpoint = instances[0]?.endpoints?.find((url) => url.startsWith("amqps://"));
    if (endpoint === undefined) {
        throw new Error("Amazon MQ names no amqps endpoint for the broker");
    }
    return new URL(endpoint).hostname;
}
