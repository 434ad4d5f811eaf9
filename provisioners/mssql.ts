import { z } from "zod";
import { byBackend } from "./backends";
import { containerBackend } from "./inCluster";
import { dataRemoval, inClusterNotes, serverSettings, sharedServer, storageParam } from "./pageTexts";
import { defineProvisioner } from "./provisioner";

const outputs = {
    server: { description: "Host name of the server" },
    port: { description: "Port of the server" },
    connection: { description: "Connection string of ADO.NET, with the password", secret: true },
    database: { description: "Name of the database, `master`" },
    username: { description: "Name of the user, `sa`" },
    password: { description: "Password of the user", secret: true },
};

const container = containerBackend<{ storage?: string }>(outputs, ({ params, context }) => {
    const { backendImages, backendStorage } = context.environment.settings;
    const [database, username] = ["master", "sa"];
    return {
        args: {
            role: "database",
            container: "mssql",
            image: backendImages.mssql,
            user: 10001,
            // Where it unpacks parts of itself, unless it finds room beside its data.
            writable: ["/.system"],
            ports: { mssql: 1433 },
            // The free edition that may be used in production.
            variables: { ACCEPT_EULA: "Y", MSSQL_PID: "Express" },
            secretVariables: { MSSQL_SA_PASSWORD: "password" },
            passwords: { password: 32 },
            dataPath: "/var/opt/mssql",
            storage: params.storage ?? backendStorage,
            size: { cpu: "500m", cpuLimit: "2", memory: "2Gi" },
            check: { tcp: 1433 },
        },
        content: ({ host, password, text }) => ({
            server: host,
            port: "1433",
            connection: text`Server=tcp:${host},1433;Database=${database};User ID=${username};Password=${password("password")};Encrypt=True;TrustServerCertificate=True`,
            database,
            username,
            password: password("password"),
        }),
    };
});

export const mssql = defineProvisioner({
    type: "mssql",
    description: "A Microsoft SQL Server",
    params: z.object({ storage: storageParam }),
    outputs,
    ...byBackend({ container }),
    page: {
        sharing: sharedServer,
        removal: dataRemoval,
        notes: [
            ...inClusterNotes,
            "It runs the Express edition, and by running it you accept Microsoft's licence (`ACCEPT_EULA`).",
            "The server needs 2 GiB of memory.",
        ],
        settings: serverSettings("mssql"),
        example: `resources:
  db:
    type: mssql
containers:
  shop:
    variables:
      DB: \${resources.db.connection}`,
    },
});
