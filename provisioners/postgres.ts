import { z } from "zod";
import type { PostgresDatabaseArgs } from "../components/postgresDatabase/args";
import { loadPlanDatabase, loadPostgresDatabase } from "./onUse";
import { SecretOutput } from "./outputs";
import { defineProvisioner, type ProvisionRequest } from "./provisioner";

const params = z.object({
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
    databaseName: z
        .string()
        .optional()
        .describe("Name of the database and its user. Default: made from the resource's name."),
});

export const postgres = defineProvisioner({
    type: "postgres",
    description: "A PostgreSQL database with a user of its own",
    backends: ["container"],
    params,
    outputs: {
        host: { description: "Host name of the server" },
        port: { description: "Port of the server" },
        name: { description: "Name of the database" },
        database: { description: "Same as name" },
        username: { description: "Name of the user" },
        user: { description: "Same as username" },
        password: { description: "Password of the user", secret: true },
        uri: { description: "Connection URI, `postgresql://…`", secret: true },
        "direct-uri": { description: "Connection URI past any pooler, for migrations", secret: true },
        "jdbc-uri": { description: "Connection URI for JDBC", secret: true },
        sslmode: { description: "How TLS is used, as libpq names it" },
        ca: { description: "Certificate authority in PEM; empty where there is none" },
    },
    plan: (request) => ({ names: [loadPlanDatabase()(request.resource.logicalName, argsOf(request)).settings.app] }),
    provision(request) {
        const PostgresDatabase = loadPostgresDatabase();
        const made = new PostgresDatabase(request.resource.logicalName, argsOf(request));
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
    },
});

function argsOf({ params: given, context, handOver }: ProvisionRequest<z.infer<typeof params>>): PostgresDatabaseArgs {
    const { environment, namespace, team, owner, protection } = context;
    return handOver({ environment: environment.name, namespace, team, owner, protection, ...given });
}
