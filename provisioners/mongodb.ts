import { z } from "zod";
import { byBackend } from "./backends";
import { containerBackend, identifierOf } from "./inCluster";
import { dataRemoval, inClusterNotes, serverSettings, storageParam } from "./pageTexts";
import { defineProvisioner } from "./provisioner";

const outputs = {
    host: { description: "Host name of the server" },
    port: { description: "Port of the server" },
    username: { description: "Name of the user, who may do everything" },
    password: { description: "Password of the user", secret: true },
    connection: { description: "Connection string, `mongodb://…`", secret: true },
};

const container = containerBackend<{ storage?: string }>(outputs, ({ resource, params, context }) => {
    const { backendImages, backendStorage } = context.environment.settings;
    const username = identifierOf(resource);
    return {
        args: {
            role: "database",
            container: "mongodb",
            image: backendImages.mongodb,
            user: 999,
            ports: { mongodb: 27017 },
            variables: { MONGO_INITDB_ROOT_USERNAME: username },
            secretVariables: { MONGO_INITDB_ROOT_PASSWORD: "password" },
            passwords: { password: 32 },
            dataPath: "/data/db",
            storage: params.storage ?? backendStorage,
            writable: ["/data/configdb"],
            size: { cpu: "250m", cpuLimit: "1", memory: "1Gi" },
            check: { tcp: 27017 },
        },
        content: ({ host, password, text }) => ({
            host,
            port: "27017",
            username,
            password: password("password"),
            connection: text`mongodb://${username}:${password("password")}@${host}:27017/`,
        }),
    };
});

export const mongodb = defineProvisioner({
    type: "mongodb",
    description: "A MongoDB server with a user of its own",
    params: z.object({ storage: storageParam }),
    outputs,
    ...byBackend({ container }),
    page: {
        sharing: "Workloads that name one id get one server and one user; each chooses its databases by name.",
        removal: dataRemoval,
        notes: [...inClusterNotes, "The user is kept in the database `admin`. MongoDB needs a CPU with AVX."],
        settings: serverSettings("mongodb"),
        example: `resources:
  documents:
    type: mongodb
containers:
  shop:
    variables:
      MONGODB_URI: \${resources.documents.connection}`,
    },
});
