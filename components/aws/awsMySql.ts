import { Instance } from "@pulumi/aws/rds/instance";
import { ParameterGroup } from "@pulumi/aws/rds/parameterGroup";
import { SubnetGroup } from "@pulumi/aws/rds/subnetGroup";
import * as pulumi from "@pulumi/pulumi";
import { RandomPassword } from "@pulumi/random/randomPassword";
import { claimName } from "../shared/names";
import { protectionOptions } from "../shared/protection";
import { keepSettings } from "../shared/settings";
import type { AwsMySqlArgs } from "./args";
import { keepConnection } from "./connectionSecret";
import { accountName, uniqueName } from "./names";
import { closedGroup } from "./network";
import { awsTokens, planMySql } from "./plan";
import { awsPorts } from "./ports";

const port = awsPorts.mysql;

/** RDS allows 16 characters for the name of the master user of MySQL. */
const longestUser = 16;

/** Parameters of the server: no connection without TLS, and slow statements in the log. */
const parameters = [
    { name: "require_secure_transport", value: "1" },
    { name: "slow_query_log", value: "1" },
    { name: "log_output", value: "FILE" },
];

/**
 * A MySQL database in RDS: encrypted, reached through TLS by the cluster's nodes alone, with backups.
 * A ProblemError tells everything that is wrong with the arguments at once.
 */
export class AwsMySql extends pulumi.ComponentResource {
    constructor(name: string, args: AwsMySqlArgs, opts?: pulumi.ComponentResourceOptions) {
        const { identity, settings, explained } = planMySql(name, args);
        const { region, kmsKeyId, namespace } = args;
        const { tags, engineVersion, keepsCopy, protect } = settings;
        claimName(settings.app, identity.uid, namespace);
        super(awsTokens.mysql, name, args, opts);
        keepSettings(this, explained);

        const parent = { parent: this };
        const holdsData = { ...parent, ...protectionOptions(protect, opts) };
        const identifier = uniqueName(settings.readable, identity, holdsData);
        const random = new RandomPassword(`${name}-password`, { length: 32, special: false }, holdsData);
        const password = pulumi.secret(random.result);
        const group = closedGroup(
            name,
            args,
            { port, description: `Who may connect to the database ${settings.app}`, tags },
            parent,
        );
        const description = `Database ${settings.app}`;
        const subnets = new SubnetGroup(
            `${name}-subnets`,
            { region, description, subnetIds: [...settings.subnetIds], tags },
            parent,
        );
        const parameterGroup = new ParameterGroup(
            `${name}-parameters`,
            { region, description, family: `mysql${engineVersion}`, parameters, tags },
            parent,
        );
        const database = accountName(identity, 63);
        const username = accountName(identity, longestUser);
        const instance = new Instance(
            name,
            {
                region,
                identifier,
                engine: "mysql",
                engineVersion,
                instanceClass: settings.machine,
                dbName: database,
                username,
                password,
                port,
                allocatedStorage: settings.storageGiB,
                maxAllocatedStorage: settings.maxStorageGiB,
                storageType: "gp3",
                storageEncrypted: true,
                kmsKeyId,
                multiAz: settings.highAvailability,
                publiclyAccessible: false,
                dbSubnetGroupName: subnets.name,
                vpcSecurityGroupIds: [group],
                parameterGroupName: parameterGroup.name,
                caCertIdentifier: "rds-ca-rsa2048-g1",
                iamDatabaseAuthenticationEnabled: true,
                backupRetentionPeriod: settings.backupDays,
                copyTagsToSnapshot: true,
                deletionProtection: protect,
                deleteAutomatedBackups: !keepsCopy,
                skipFinalSnapshot: !keepsCopy,
                finalSnapshotIdentifier: keepsCopy ? pulumi.interpolate`${identifier}-final` : undefined,
                autoMinorVersionUpgrade: true,
                enabledCloudwatchLogsExports: ["error", "slowquery"],
                performanceInsightsEnabled: true,
                performanceInsightsKmsKeyId: kmsKeyId,
                performanceInsightsRetentionPeriod: 7,
                tags,
            },
            // The name is fixed, so a second instance can't stand beside the first; another key must not replace what
            // holds the data, and the disk grows by itself and never shrinks.
            {
                ...holdsData,
                deleteBeforeReplace: true,
                ignoreChanges: ["allocatedStorage", "kmsKeyId", "performanceInsightsKmsKeyId"],
            },
        );
        keepConnection(this, identity, settings, namespace, {
            host: instance.address,
            port: String(port),
            name: database,
            database,
            username,
            password,
            uri: pulumi.interpolate`mysql://${username}:${password}@${instance.address}:${port}/${database}`,
        });
        this.registerOutputs({});
    }
}
