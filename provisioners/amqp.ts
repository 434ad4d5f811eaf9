import { z } from "zod";
import { awsAmqp } from "./aws/amqp";
import { awsNotes, awsSettings } from "./aws/pageTexts";
import { byBackend } from "./backends";
import { containerBackend, identifierOf } from "./inCluster";
import { dataRemoval, inClusterNotes, serverSettings, storageParam } from "./pageTexts";
import { defineProvisioner } from "./provisioner";

const outputs = {
    host: { description: "Host name of the broker" },
    port: { description: "Port of the broker" },
    vhost: { description: "Virtual host, `/`" },
    username: { description: "Name of the user" },
    password: { description: "Password of the user", secret: true },
    uri: { description: "Connection URI, `amqp://…`, in AWS `amqps://…`", secret: true },
};

const container = containerBackend<{ storage?: string }>(outputs, ({ resource, params, context }) => {
    const { backendImages, backendStorage } = context.environment.settings;
    const [username, vhost] = [identifierOf(resource), "/"];
    return {
        args: {
            role: "broker",
            container: "rabbitmq",
            image: backendImages.rabbitmq,
            user: 999,
            ports: { amqp: 5672 },
            variables: { RABBITMQ_DEFAULT_USER: username, RABBITMQ_DEFAULT_VHOST: vhost },
            secretVariables: { RABBITMQ_DEFAULT_PASS: "password" },
            passwords: { password: 32 },
            // Only the messages: the cookie beside them must stay readable for its owner alone, which a volume's group
            // would undo.
            dataPath: "/var/lib/rabbitmq/mnesia",
            storage: params.storage ?? backendStorage,
            writable: ["/var/lib/rabbitmq", "/var/log/rabbitmq"],
            size: { cpu: "250m", cpuLimit: "1", memory: "1Gi" },
            check: { tcp: 5672 },
        },
        content: ({ host, password, text }) => ({
            host,
            port: "5672",
            vhost,
            username,
            password: password("password"),
            uri: text`amqp://${username}:${password("password")}@${host}:5672/%2F`,
        }),
    };
});

export const amqp = defineProvisioner({
    type: "amqp",
    description: "A message broker that speaks AMQP 0.9.1 (RabbitMQ)",
    params: z.object({ storage: storageParam }),
    outputs,
    ...byBackend({ container, aws: awsAmqp }),
    page: {
        sharing: "Workloads that name one id get one broker, one user and one virtual host: they meet in its queues.",
        removal: dataRemoval,
        notes: [...inClusterNotes, ...awsNotes.amqp],
        settings: { ...serverSettings("rabbitmq"), ...awsSettings.amqp },
        example: `resources:
  queue:
    type: amqp
containers:
  shop:
    variables:
      AMQP_URL: \${resources.queue.uri}`,
    },
});
