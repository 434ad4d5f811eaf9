import * as pulumi from "@pulumi/pulumi";
import type { DatabaseSettings } from "./settings";

/** Port that the server listens on. */
export const postgresPort = 5432;

/** The keys of the connection Secret, whatever stands behind the database. */
export const connectionKeys = [
    "host",
    "port",
    "name",
    "database",
    "username",
    "password",
    "uri",
    "direct-uri",
    "jdbc-uri",
    "sslmode",
    "ca",
] as const;

/** One of the eleven keys of the connection Secret. */
export type ConnectionKey = (typeof connectionKeys)[number];

/** How to reach a database. `password` and the URIs are secret Outputs, everything else is public. */
export interface PostgresConnection {
    host: pulumi.Output<string>;
    port: pulumi.Output<string>;
    /** Same as `database`. */
    name: pulumi.Output<string>;
    database: pulumi.Output<string>;
    username: pulumi.Output<string>;
    password: pulumi.Output<string>;
    uri: pulumi.Output<string>;
    /** Past any connection pooler. */
    directUri: pulumi.Output<string>;
    jdbcUri: pulumi.Output<string>;
    sslmode: pulumi.Output<string>;
    /** Certificate authority in PEM; empty where there is none. */
    ca: pulumi.Output<string>;
}

/** The connection to the server in the cluster. The password has letters and digits only, so URIs need no escapes. */
export function containerConnection(
    { app, databaseName }: DatabaseSettings,
    namespace: pulumi.Input<string>,
    plainPassword: pulumi.Input<string>,
): PostgresConnection {
    const host = pulumi.interpolate`${app}.${namespace}.svc`;
    const password = pulumi.secret(plainPassword);
    const address = pulumi.interpolate`${host}:${postgresPort}/${databaseName}`;
    const uri = pulumi.interpolate`postgresql://${databaseName}:${password}@${address}?sslmode=disable`;
    const jdbcUri = pulumi.interpolate`jdbc:postgresql://${address}?user=${databaseName}&password=${password}&sslmode=disable`;
    const database = pulumi.output(databaseName);
    return {
        host,
        port: pulumi.output(String(postgresPort)),
        name: database,
        database,
        username: database,
        password,
        uri,
        directUri: uri,
        jdbcUri,
        sslmode: pulumi.output("disable"),
        ca: pulumi.output(""),
    };
}

/** The connection as content of the Secret, with exactly the keys of the contract. */
export function secretContent(connection: PostgresConnection): Record<ConnectionKey, pulumi.Output<string>> {
    const { directUri, jdbcUri, ...same } = connection;
    return { ...same, "direct-uri": directUri, "jdbc-uri": jdbcUri };
}
