/** What the pages say of everything in AWS. */
const everyAws =
    "`aws` was tried against no AWS account: tests check what is asked of Pulumi. It needs the package `@pulumi/aws` and facts under `waymark:aws`; see [what is made there](../aws.md).";

const sizeInCluster = "The param `storage` counts in the cluster; in AWS the machine decides.";

const closed = "closed to everybody but the nodes of the cluster, encrypted at rest, with a generated password";

/** Notes about the backend `aws`, by resource type. */
export const awsNotes = {
    mysql: [
        `In AWS: an RDS for MySQL instance, ${closed}. It refuses connections without TLS, which some drivers have to be told. The workload's user is the master user of an instance that is its own.`,
        everyAws,
    ],
    redis: [
        `In AWS: an ElastiCache replication group with Valkey, ${closed}. It speaks TLS alone, so the URI begins with \`rediss://\`. ${sizeInCluster}`,
        everyAws,
    ],
    amqp: [
        `In AWS: an Amazon MQ broker with RabbitMQ, ${closed}. It speaks TLS alone: port 5671, and the URI begins with \`amqps://\`. ${sizeInCluster}`,
        everyAws,
    ],
    s3: [
        "In AWS: an S3 bucket, encrypted, versioned, never public, through TLS alone. Where `waymark:aws` has `oidcProvider` or `clusterName`, pods have a role that may use it and there is no access key: asking for one is an error. Else a user with a key to this bucket alone is made. The param `storage` has no meaning there.",
        everyAws,
    ],
} as const;

const servers = {
    "aws.highAvailability": "in AWS: whether a second server in another zone takes over",
    "aws.backupDays": "in AWS: days for which automatic backups are kept",
};

/** Settings that the backend `aws` reads, by resource type. */
export const awsSettings = {
    mysql: {
        ...servers,
        "aws.mysql.engineVersion": "in AWS: version of MySQL; AWS installs patches",
        "aws.mysql.instanceClass": "in AWS: machine of the database",
        "aws.mysql.storage": "in AWS: size of its disk at first, where no param says it; at least 20Gi",
        "aws.mysql.maxStorage": "in AWS: size up to which the disk grows by itself",
    },
    redis: {
        ...servers,
        "aws.redis.engineVersion": "in AWS: version of Valkey; AWS installs patches",
        "aws.redis.nodeType": "in AWS: machine of the store",
    },
    amqp: {
        "aws.highAvailability": servers["aws.highAvailability"],
        "aws.amqp.engineVersion": "in AWS: version of RabbitMQ; AWS installs patches",
        "aws.amqp.instanceType": "in AWS: machine of the broker",
    },
} as const;
