import { z } from "zod";
import { isAmount } from "../core/quantity";
import { strictMap, withHint } from "../core/schema";

const version = z
    .string()
    .regex(/^\d+\.\d+$/, withHint("this is no version", 'write major and minor, for example "8.4"'));

const sized = (prefix: string, example: string) =>
    z
        .string()
        .regex(
            new RegExp(`^${prefix}\\.[a-z0-9-]+\\.[a-z0-9-]+$`),
            withHint("AWS knows no such size", `write for example ${example}`),
        );

/** What an environment decides for resources that are made in AWS. */
export const awsSettingsSchema = strictMap({
    /** Whether a second server in another zone takes over when the first one fails. */
    highAvailability: z.boolean(),
    /** How many days automatic backups are kept. */
    backupDays: z.int().min(1).max(35),
    /** RDS for MySQL. Patch versions are AWS's matter: it installs them in the maintenance window. */
    mysql: strictMap({
        engineVersion: version,
        instanceClass: sized("db", "db.t4g.medium"),
        /** Size of the disk when it is created; it grows by itself up to `maxStorage`. */
        storage: z.string().refine(isAmount, { error: withHint("this is no size", "write for example 20Gi") }),
        maxStorage: z.string().refine(isAmount, { error: withHint("this is no size", "write for example 100Gi") }),
    }),
    /** ElastiCache with Valkey. */
    redis: strictMap({ engineVersion: version, nodeType: sized("cache", "cache.t4g.small") }),
    /** Amazon MQ with RabbitMQ. */
    amqp: strictMap({ engineVersion: version, instanceType: sized("mq", "mq.m7g.medium") }),
});

/** What `awsSettingsSchema` accepts. */
export type AwsTierSettings = z.infer<typeof awsSettingsSchema>;

/** Sizes for trying things out. A smaller database has no Performance Insights, and RabbitMQ 4 runs on m7g alone. */
export const smallAws: AwsTierSettings = {
    highAvailability: false,
    backupDays: 7,
    mysql: { engineVersion: "8.4", instanceClass: "db.t4g.medium", storage: "20Gi", maxStorage: "100Gi" },
    redis: { engineVersion: "8.1", nodeType: "cache.t4g.small" },
    amqp: { engineVersion: "4.2", instanceType: "mq.m7g.medium" },
};

/** Two zones, machines that don't run out of CPU credit, and the longest backups that RDS keeps. */
export const prodAws: AwsTierSettings = {
    highAvailability: true,
    backupDays: 35,
    mysql: { ...smallAws.mysql, instanceClass: "db.m7g.large", maxStorage: "500Gi" },
    redis: { ...smallAws.redis, nodeType: "cache.m7g.large" },
    amqp: { ...smallAws.amqp, instanceType: "mq.m7g.large" },
};
