import { z } from "zod";
import { awsRedis } from "./aws/redis";
import { awsNotes, awsSettings } from "./aws/pageTexts";
import { byBackend } from "./backends";
import { containerBackend } from "./inCluster";
import { dataRemoval, inClusterNotes, serverSettings, storageParam } from "./pageTexts";
import { defineProvisioner } from "./provisioner";
import { valkeyServer } from "./valkey";

const outputs = {
    host: { description: "Host name of the server" },
    port: { description: "Port of the server" },
    username: { description: "Name of the user, `default`" },
    password: { description: "Password of the user", secret: true },
    uri: { description: "Connection URI, `redis://…`, in AWS `rediss://…`", secret: true },
};

const container = containerBackend<{ storage?: string }>(outputs, ({ params, context }) => {
    const { backendImages, backendStorage } = context.environment.settings;
    return valkeyServer(backendImages.valkey, params.storage ?? backendStorage);
});

export const redis = defineProvisioner({
    type: "redis",
    description: "A key-value store that speaks Redis (Valkey)",
    params: z.object({ storage: storageParam }),
    outputs,
    ...byBackend({ container, aws: awsRedis }),
    page: {
        sharing: "Workloads that name one id get one server and one user, and see each other's keys.",
        removal: dataRemoval,
        notes: [
            ...inClusterNotes,
            "The server is Valkey, under the licence that Redis had until 2024; it writes every change to its volume.",
            ...awsNotes.redis,
        ],
        settings: { ...serverSettings("valkey"), ...awsSettings.redis },
        example: `resources:
  cache:
    type: redis
containers:
  shop:
    variables:
      REDIS_HOST: \${resources.cache.host}
      REDIS_PORT: \${resources.cache.port}
      REDIS_PASSWORD: \${resources.cache.password}`,
    },
});
