import { z } from "zod";
import type { PostgresDatabaseArgs } from "../components/postgresDatabase/args";
import type { PostgresDatabase } from "../components/postgresDatabase/postgresDatabase";
import { commonArgs } from "./inCluster";
import { byBackend } from "./backends";
import { loadPlanDatabase, loadPostgresDatabase } from "./onUse";
import { SecretOutput } from "./outputs";
import { dataRemoval, inClusterNotes, sharedServer } from "./pageTexts";
import { defineProvisioner, type ProvisionRequest } from "./provisioner";

/** What every PostgreSQL server may be asked for. */
export const serverParams = {
    version: z
        .union([z.string(), z.int().transform(String)])
        .optional()
        .describe("Major version of PostgreSQL, `14` to `18`. Default: the environment's."),
    storage: z
        .string()
        .optional()
        .describe("Size of the data volume; `10GB` is read as `10G`. Default: the environment's."),
    backup: z.boolean().optional().describe("Whether backups are wanted. Default: false in dev, true elsewhere."),
    size: z.string().optional().describe("`small`, `medium` or `large`. Default `small`."),
};

const params = z.object({
    ...serverParams,
    databaseName: z
        .string()
        .optional()
        .describe("Name of the database and its user. Default: made from the resource's name."),
    extensions: z
        .unknown()
        .optional()
        .describe("Accepted for other tools' sake, without effect: create extensions in a migration, as the user may."),
});

/** The outputs that any PostgreSQL server has. */
export const serverOutputs = {
    host: { description: "Host name of the server" },
    port: { description: "Port of the server" },
    username: { description: "Name of the user" },
    password: { description: "Password of the user", secret: true },
};

/** Settings that any PostgreSQL server reads. */
export const postgresSettings = {
    "database.version": "major version, where no param says it",
    "database.storage": "size of its volume, where no param says it",
};

type Params = z.infer<typeof params>;

const outputs = {
    host: serverOutputs.host,
    port: serverOutputs.port,
    name: { description: "Name of the database" },
    database: { description: "Same as name" },
    username: serverOutputs.username,
    user: { description: "Same as username" },
    password: serverOutputs.password,
    uri: { description: "Connection URI, `postgresql://…`", secret: true },
    "direct-uri": { description: "Connection URI past any pooler, for migrations", secret: true },
    "jdbc-uri": { description: "Connection URI for JDBC", secret: true },
    sslmode: { description: "How TLS is used, as libpq names it" },
    ca: { description: "Certificate authority in PEM; empty where there is none" },
};

export const postgres = defineProvisioner({
    type: "postgres",
    description: "A PostgreSQL database with a user of its own",
    params,
    outputs,
    ...byBackend<Params>({
        container: {
            plan: (request) => ({ names: [plannedDatabase(request, argsOf(request.params))] }),
            provision: (request) => provisionDatabase(registeredDatabase(request, argsOf(request.params))),
        },
    }),
    page: {
        sharing: sharedServer,
        removal: dataRemoval,
        notes: [
            ...inClusterNotes,
            "The Secret has the keys of the connection contract, which stay the same whatever stands behind the database.",
        ],
        settings: postgresSettings,
        example: `resources:
  db:
    type: postgres
    params: { version: "17", storage: 20Gi }
containers:
  shop:
    variables:
      DATABASE_URL: \${resources.db.uri}`,
    },
});

/** Arguments of a database beside those that the environment gives. */
type DatabaseArgs = Partial<PostgresDatabaseArgs>;
type DatabaseRequest = Pick<ProvisionRequest<unknown>, "resource" | "context" | "handOver">;

/** Checks a database before anything is registered; its Kubernetes name. */
export function plannedDatabase({ resource, context, handOver }: DatabaseRequest, args: DatabaseArgs): string {
    return loadPlanDatabase()(resource.logicalName, handOver({ ...commonArgs(context), ...args })).settings.app;
}

/** Registers a database under the resource's name. */
export function registeredDatabase(
    { resource, context, handOver }: DatabaseRequest,
    args: DatabaseArgs,
): PostgresDatabase {
    const Component = loadPostgresDatabase();
    return new Component(resource.logicalName, handOver({ ...commonArgs(context), ...args }));
}

function provisionDatabase(made: PostgresDatabase) {
    const { connection } = made;
    const secret = (key: "password" | "uri" | "direct-uri" | "jdbc-uri", value: SecretOutput["value"]) =>
        new SecretOutput({ ...made.secret(key), value });
    return {
        outputs: {
            host: connection.host,
            port: connection.port,
            name: connection.name,
            database: connection.database,
            username: connection.username,
            user: connection.username,
            password: secret("password", connection.password),
            uri: secret("uri", connection.uri),
            "direct-uri": secret("direct-uri", connection.directUri),
            "jdbc-uri": secret("jdbc-uri", connection.jdbcUri),
            sslmode: connection.sslmode,
            ca: connection.ca,
        },
        connectsTo: made.endpoint,
    };
}

function argsOf({ version, storage, backup, size, databaseName }: Params): DatabaseArgs {
    return { version, storage, backup, size, databaseName };
}
