import { z } from "zod";
import { withHint } from "../core/schema";
import { daprControlPlane, daprNotes, daprObject, withSidecar } from "./dapr";
import { loadCustomResource } from "./onUse";
import { plainRemoval } from "./pageTexts";
import { findPort } from "./ports";
import { defineProvisioner } from "./provisioner";

const params = z.object({
    topic: z.string().min(1).describe("Topic whose messages the workload gets."),
    pubsub: z.string().min(1).describe("Name of the Dapr bus, for example `${resources.bus.name}`."),
    route: z
        .string()
        .regex(/^\//, withHint("this is no path", "begin it with /"))
        .optional()
        .describe("Path of the workload that messages are sent to. Default: `/` and the topic."),
});

export const daprSubscription = defineProvisioner({
    type: "dapr-subscription",
    description: "Messages of a Dapr topic, sent to the workload",
    backends: ["dapr"],
    params,
    outputs: {
        name: { description: "Name of the Dapr subscription" },
        topic: { description: "Name of the topic" },
    },
    registers: false,
    provision({ resource, params: { topic, pubsub, route = `/${topic}` }, context }) {
        // Dapr sends messages to a port, so each workload needs one.
        resource.workloads.forEach((name) => {
            const workload = context.workloads.get(name);
            return workload === undefined ? undefined : findPort(workload, undefined);
        });
        const { metadata, scopes } = daprObject(resource, context);
        return {
            outputs: { name: metadata.name, topic },
            alsoConnectsTo: daprControlPlane,
            workload: withSidecar,
            register: () => {
                const CustomResource = loadCustomResource();
                new CustomResource(resource.logicalName, {
                    apiVersion: "dapr.io/v2alpha1",
                    kind: "Subscription",
                    metadata,
                    spec: { topic, pubsubname: pubsub, routes: { default: route } },
                    scopes,
                });
            },
        };
    },
    page: {
        sharing: "Each workload that names the id gets every message of the topic, once.",
        removal: plainRemoval,
        notes: daprNotes,
        example: `service:
  ports:
    http: { port: 8080 }
resources:
  bus:
    type: dapr-pubsub
    id: bus
  orders:
    type: dapr-subscription
    params:
      topic: orders
      pubsub: \${resources.bus.name}`,
    },
});
