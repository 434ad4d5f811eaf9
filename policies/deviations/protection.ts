import type { Value } from "../model/value";
import { all, holds, type Truth } from "../truth";
import { postgresDatabase, standardService, type Deviation } from "./deviation";
import { hasVolume, isGiven } from "./given";

/** What holds the data of each component: its kind, or outside of Kubernetes its type. */
const keepers: Readonly<Record<string, string>> = {
    [standardService]: "StatefulSet",
    [postgresDatabase]: "StatefulSet",
    "waymark:index:BackingService": "StatefulSet",
    "waymark:index:AwsAmqp": "aws:mq/broker:Broker",
    "waymark:index:AwsBucket": "aws:s3/bucket:Bucket",
    "waymark:index:AwsMySql": "aws:rds/instance:Instance",
    "waymark:index:AwsRedis": "aws:elasticache/replicationGroup:ReplicationGroup",
};

/** Rules that ask for protection, with the components that they ask. */
const asked: Readonly<Record<string, readonly string[]>> = {
    "plat-delete-protection": Object.keys(keepers),
    "aws-rds-deletion-protection": ["waymark:index:AwsMySql"],
    "aws-s3-force-destroy": ["waymark:index:AwsBucket"],
};

/** What holds data, and may be deleted. */
export const ofProtection: readonly Deviation[] = Object.entries(asked).flatMap(([rule, components]) =>
    components.map((component) => ({
        component,
        argument: "protection",
        rule,
        weakens: (protection, { all: args, tier }) =>
            all(
                tier !== "dev",
                holds(protection, (known) => known.string() === "none"),
                holdsData(component, args),
            ),
        message: "what holds data may be deleted by a slip",
        to: "to `tier`, or leave it out",
        children: [{ kind: keepers[component]! }],
    })),
);

function holdsData(component: string, args: Value): Truth {
    switch (component) {
        case standardService:
            return hasVolume(args, "claim");
        case "waymark:index:BackingService":
            return isGiven(args.get("storage"));
        default:
            return true;
    }
}
