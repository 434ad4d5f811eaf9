import { handOver } from "../components/shared/handover";
import { sha256Hex } from "../core/canonicalJson";
import { physicalName } from "../core/physicalName";
import type { Server } from "./inCluster";
import type { ProvisionContext, ProvisionRequest } from "./provisioner";

/** User `appuser` of the image. */
export const kafkaUser = 1000;

const [clientPort, controllerPort] = [9092, 9093];

/** A Kafka broker that is its own controller (KRaft). */
export interface KafkaBroker {
    app: string;
    server: Server;
    /** What it is registered with, in place of a resource's own request. */
    request: Pick<ProvisionRequest<unknown>, "context" | "handOver"> & {
        resource: ProvisionRequest<unknown>["resource"];
    };
}

/** The broker of all topics of one class. */
export function kafkaBroker(topic: ProvisionRequest<unknown>["resource"], context: ProvisionContext): KafkaBroker {
    const className = topic.class;
    const logicalName = className === "default" ? "kafka-broker" : `kafka-broker-${className.toLowerCase()}`;
    const uid = `kafka-broker.${className}`;
    const app = physicalName(logicalName, uid);
    const { backendImages, backendStorage } = context.environment.settings;
    return {
        app,
        server: brokerServer(app, uid, backendImages.kafka, backendStorage),
        request: {
            resource: { ...topic, uid, logicalName },
            context,
            handOver: (args) => handOver(args, { environment: context.environment, uid }),
        },
    };
}

function brokerServer(app: string, uid: string, image: string, storage: string): Server {
    return {
        args: {
            role: "broker",
            container: "kafka",
            image,
            user: kafkaUser,
            copied: ["/opt/kafka/config"],
            writable: ["/opt/kafka/logs"],
            ports: { kafka: clientPort },
            variables: {
                // A cluster's id must stay what it is; Kafka reads 16 bytes in base64.
                CLUSTER_ID: Buffer.from(`5a${sha256Hex(uid).slice(0, 30)}`, "hex").toString("base64url"),
                KAFKA_NODE_ID: "1",
                KAFKA_PROCESS_ROLES: "broker,controller",
                KAFKA_LISTENERS: `PLAINTEXT://:${clientPort},CONTROLLER://:${controllerPort}`,
                KAFKA_ADVERTISED_LISTENERS: `PLAINTEXT://${app}:${clientPort}`,
                KAFKA_LISTENER_SECURITY_PROTOCOL_MAP: "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT",
                KAFKA_CONTROLLER_LISTENER_NAMES: "CONTROLLER",
                KAFKA_CONTROLLER_QUORUM_VOTERS: `1@localhost:${controllerPort}`,
                KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: "1",
                KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR: "1",
                KAFKA_TRANSACTION_STATE_LOG_MIN_ISR: "1",
                KAFKA_AUTO_CREATE_TOPICS_ENABLE: "false",
                // Below the root of the volume, whose lost+found Kafka would take for a topic.
                KAFKA_LOG_DIRS: "/var/lib/kafka/data/logs",
            },
            dataPath: "/var/lib/kafka/data",
            storage,
            size: { cpu: "500m", cpuLimit: "2", memory: "2Gi" },
            check: { tcp: clientPort },
        },
        content: ({ host }) => ({ host, port: String(clientPort) }),
    };
}
