import { z } from "zod";
import { strictMap, withHint } from "../core/schema";
import { containerSchema } from "./containerSchema";
import { annotations, label, portNumber, protocol, resourceId, resourceType } from "./textSchemas";
import { waymarkBlockSchema } from "./waymarkBlock";

const freeForm = z.record(z.string(), z.unknown());

const servicePort = strictMap({
    port: portNumber.describe("Port of the service."),
    targetPort: portNumber.optional().describe("Port of the container. Default: port."),
    protocol: protocol.optional().meta({ default: "TCP", description: "Transport of the port. Default TCP." }),
}).describe("A port that the workload offers.");

const resource = strictMap({
    type: resourceType.describe("Resource type, such as postgres."),
    class: resourceType
        .optional()
        .meta({ default: "default", description: "A variant of the type. Default: default." }),
    id: resourceId.optional().describe("Workloads that name the same type, class and id share the resource."),
    metadata: z
        .looseObject({ annotations: annotations.optional().describe("Annotations of the resource.") })
        .optional()
        .describe("Annotations and anything else, for tools."),
    params: freeForm.optional().describe("What the resource is asked for; placeholders are expanded in values."),
}).describe("Something the workload needs from its environment.");

/** One Score document, strict v1b1, with `metadata.waymark`. */
export const documentSchema = strictMap({
    apiVersion: z
        .literal("score.dev/v1b1", withHint("this version of Score is not known", "write score.dev/v1b1"))
        .describe("The version of Score; there is one."),
    metadata: z
        .looseObject({
            name: label.describe("Name of the workload."),
            annotations: annotations.optional().describe("Annotations of the workload's pods."),
            waymark: waymarkBlockSchema.optional(),
        })
        .describe("Name, annotations and anything else; reachable as ${metadata...}."),
    containers: z
        .record(label, containerSchema)
        .refine((value) => Object.keys(value).length > 0, {
            error: withHint("a workload without containers", "write at least one container"),
            params: { code: "no-container" },
        })
        .meta({ minProperties: 1, description: "The containers of the workload." }),
    service: strictMap({ ports: z.record(label, servicePort).optional().describe("The ports by name.") })
        .optional()
        .describe("Ports that the workload offers to others."),
    resources: z.record(label, resource).optional().describe("What the workload needs from its environment."),
});

/** A Score document, strict v1b1. Optional keys are absent, never null. */
export type ScoreDocument = z.infer<typeof documentSchema>;
/** One container of a document. */
export type ScoreContainer = z.infer<typeof containerSchema>;
/** A liveness or readiness probe. */
export type ScoreProbe = NonNullable<ScoreContainer["livenessProbe"]>;
/** The HTTP request of a probe. */
export type ScoreHttpGet = NonNullable<ScoreProbe["httpGet"]>;
/** A file of a container; exactly one of `content`, `source`, `binaryContent` is there. */
export type ScoreFile = NonNullable<ScoreContainer["files"]>[string];
/** A volume of a container. */
export type ScoreVolume = NonNullable<ScoreContainer["volumes"]>[string];
/** A port that the workload offers. */
export type ScoreServicePort = z.infer<typeof servicePort>;
/** A resource that the workload needs. */
export type ScoreResource = z.infer<typeof resource>;
/** `metadata.waymark`, typed. */
export type WaymarkBlock = z.infer<typeof waymarkBlockSchema>;
/** The probes that `metadata.waymark` gives one container. */
export type WaymarkProbes = NonNullable<WaymarkBlock["probes"]>[string];
/** One of them: timings, a check, or both. */
export type WaymarkProbe = NonNullable<WaymarkProbes["liveness"]>;
/** Connections that `metadata.waymark` opens. */
export type WaymarkTraffic = NonNullable<WaymarkBlock["traffic"]>;
