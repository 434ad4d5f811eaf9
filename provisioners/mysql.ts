import { z } from "zod";
import { awsMysql } from "./aws/mysql";
import { awsNotes, awsSettings } from "./aws/pageTexts";
import { byBackend } from "./backends";
import { containerBackend, identifierOf } from "./inCluster";
import { dataRemoval, inClusterNotes, serverSettings, sharedServer, storageParam } from "./pageTexts";
import { defineProvisioner } from "./provisioner";

const outputs = {
    host: { description: "Host name of the server" },
    port: { description: "Port of the server" },
    name: { description: "Name of the database" },
    database: { description: "Same as name" },
    username: { description: "Name of the user" },
    password: { description: "Password of the user", secret: true },
    uri: { description: "Connection URI, `mysql://…`", secret: true },
};

/** Names of users may have 32 characters. */
const longestUser = 32;

const container = containerBackend<{ storage?: string }>(outputs, ({ resource, params, context }) => {
    const { backendImages, backendStorage } = context.environment.settings;
    const username = identifierOf(resource, longestUser);
    const database = identifierOf(resource);
    return {
        args: {
            role: "database",
            container: "mysql",
            image: backendImages.mysql,
            user: 999,
            ports: { mysql: 3306 },
            // A folder of its own: the server wants an empty one, which the root of a volume (lost+found) isn't.
            args: ["--datadir=/var/lib/mysql/data"],
            variables: { MYSQL_DATABASE: database, MYSQL_USER: username },
            secretVariables: { MYSQL_PASSWORD: "password", MYSQL_ROOT_PASSWORD: "root-password" },
            passwords: { password: 32, "root-password": 32 },
            dataPath: "/var/lib/mysql",
            storage: params.storage ?? backendStorage,
            writable: ["/var/run/mysqld"],
            size: { cpu: "250m", cpuLimit: "1", memory: "1Gi" },
            // Over TCP: while it sets itself up, the server listens on its socket only.
            check: { command: ["mysqladmin", "ping", "--host=127.0.0.1", "--silent"] },
        },
        content: ({ host, password, text }) => ({
            host,
            port: "3306",
            name: database,
            database,
            username,
            password: password("password"),
            "root-password": password("root-password"),
            uri: text`mysql://${username}:${password("password")}@${host}:3306/${database}`,
        }),
    };
});

export const mysql = defineProvisioner({
    type: "mysql",
    description: "A MySQL database with a user of its own",
    params: z.object({ storage: storageParam }),
    outputs,
    ...byBackend({ container, aws: awsMysql }),
    page: {
        sharing: sharedServer,
        removal: dataRemoval,
        notes: [
            ...inClusterNotes,
            "The password of `root` is in the Secret too, as `root-password`.",
            ...awsNotes.mysql,
        ],
        settings: { ...serverSettings("mysql"), ...awsSettings.mysql },
        example: `resources:
  db:
    type: mysql
containers:
  shop:
    variables:
      DB_HOST: \${resources.db.host}
      DB_NAME: \${resources.db.name}
      DB_USER: \${resources.db.username}
      DB_PASSWORD: \${resources.db.password}`,
    },
});
