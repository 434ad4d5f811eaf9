import { z } from "zod";
import type { SetupJobArgs } from "../components/setupJob/plan";
import type { ConnectionArgs } from "../components/shared/connection";
import { byBackend } from "./backends";
import { appOf, commonArgs, plannedServer, registeredServer } from "./inCluster";
import { kafkaBroker, kafkaUser } from "./kafkaBroker";
import { loadPlanSetupJob, loadSetupJob } from "./onUse";
import { inClusterNotes, serverSettings } from "./pageTexts";
import { defineProvisioner, type ProvisionRequest } from "./provisioner";

const params = z.object({
    partitions: z.int().min(1).max(1000).default(3).describe("Partitions of the topic; counts when it is created."),
});

type Request = ProvisionRequest<z.infer<typeof params>>;

export const kafkaTopic = defineProvisioner({
    type: "kafka-topic",
    description: "A topic of a Kafka broker that all topics of the environment and class share",
    params,
    outputs: {
        host: { description: "Host name of the broker" },
        port: { description: "Port of the broker" },
        name: { description: "Name of the topic" },
        num_partitions: { description: "Partitions of the topic" },
    },
    ...byBackend<z.infer<typeof params>>({
        container: {
            plan(request) {
                const { app, request: ofBroker, server } = kafkaBroker(request.resource, request.context);
                plannedServer(ofBroker, server);
                const endpoint = { app, ports: [{ port: 9092 }] };
                loadPlanSetupJob()(request.resource.logicalName, jobArgs(request, app, endpoint));
                return { names: [appOf(request.resource)], shared: [{ name: app, uid: ofBroker.resource.uid }] };
            },
            provision(request) {
                const {
                    resource,
                    context,
                    params: { partitions },
                } = request;
                const { app, request: ofBroker, server } = kafkaBroker(resource, context);
                const broker = context.once(`kafka-topic/${app}`, () => registeredServer(ofBroker, server));
                const Job = loadSetupJob();
                new Job(resource.logicalName, jobArgs(request, app, broker.endpoint), broker);
                return {
                    // The broker hands out its short name to clients (advertised.listeners); the same here.
                    outputs: { host: app, port: "9092", name: appOf(resource), num_partitions: partitions },
                    connectsTo: broker.endpoint,
                };
            },
        },
    }),
    page: {
        sharing: "Workloads that name one id get one topic. All topics of an environment and class are on one broker.",
        removal:
            "A topic that no Score file asks for any more stays in the broker with its data; the broker goes with the last topic. In staging and prod it is protected, so that the update is refused: lift `waymark:protection`, or keep what is there as `static` outputs in stack configuration.",
        notes: [
            ...inClusterNotes,
            "The broker has one node (KRaft), asks for no password and makes no topics by itself: a Job makes each. It writes its configuration into a copy of the image's.",
            "A later change of `partitions` does nothing: change them with Kafka's own tools.",
        ],
        settings: serverSettings("kafka"),
        example: `resources:
  orders:
    type: kafka-topic
containers:
  shop:
    variables:
      BROKERS: \${resources.orders.host}:\${resources.orders.port}
      TOPIC: \${resources.orders.name}`,
    },
});

function jobArgs(
    { resource, params: { partitions }, context, handOver }: Request,
    app: string,
    broker: ConnectionArgs,
): SetupJobArgs {
    return handOver({
        ...commonArgs(context),
        container: "kafka-topics",
        image: context.environment.settings.backendImages.kafka,
        user: kafkaUser,
        // Its scripts make a folder for logs beside themselves, unless they are told another.
        variables: { LOG_DIR: "/tmp" },
        command: [
            "/opt/kafka/bin/kafka-topics.sh",
            "--bootstrap-server",
            `${app}:9092`,
            "--create",
            "--if-not-exists",
            "--topic",
            appOf(resource),
            "--partitions",
            String(partitions),
            "--replication-factor",
            "1",
        ],
        connectsTo: { broker },
    });
}
