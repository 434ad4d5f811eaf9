import { z } from "zod";
import { strictMap, withHint } from "../core/schema";
import { annotations, cpu, fileMode, label, memory, resourceId, typeName } from "./patterns";

const port = z.int().min(1).max(65535);

const httpHeader = strictMap({
    name: z.string().regex(/^[A-Za-z0-9_-]+$/, withHint("this is no header name", "use letters, digits, _ and -")),
    value: z.string().min(1),
});

const probe = strictMap({
    httpGet: strictMap({
        path: z.string(),
        port,
        scheme: z.enum(["HTTP", "HTTPS"]).optional(),
        host: z.string().min(1).optional(),
        httpHeaders: z.array(httpHeader).optional(),
    }).optional(),
    exec: strictMap({ command: z.array(z.string()) }).optional(),
}).refine((value) => value.httpGet !== undefined || value.exec !== undefined, {
    error: withHint("a probe needs httpGet or exec", "add one of them, or leave the probe out"),
});

const file = strictMap({
    content: z.string().optional(),
    source: z.string().min(1).optional(),
    binaryContent: z.string().optional(),
    mode: fileMode.optional(),
    noExpand: z.boolean().optional(),
}).refine(
    (value) => [value.content, value.source, value.binaryContent].filter((one) => one !== undefined).length === 1,
    {
        error: withHint("a file needs exactly one source", "write one of content, source and binaryContent"),
    },
);

const amounts = strictMap({ cpu: cpu.optional(), memory: memory.optional() });

const container = strictMap({
    image: z.string().min(1),
    command: z.array(z.string()).optional(),
    args: z.array(z.string()).optional(),
    variables: z
        .record(z.string().regex(/^[^=]+$/, withHint("this is no variable name", "leave the = out")), z.string())
        .optional(),
    files: z.record(z.string(), file).optional(),
    volumes: z
        .record(
            z.string(),
            strictMap({ source: z.string(), path: z.string().optional(), readOnly: z.boolean().optional() }),
        )
        .optional(),
    resources: strictMap({ limits: amounts.optional(), requests: amounts.optional() }).optional(),
    livenessProbe: probe.optional(),
    readinessProbe: probe.optional(),
    before: z.record(z.string(), strictMap({ ready: z.enum(["started", "healthy", "complete"]) })).optional(),
});

const resource = strictMap({
    type: typeName,
    class: typeName.optional(),
    id: resourceId.optional(),
    metadata: z.looseObject({ annotations: annotations.optional() }).optional(),
    params: z.record(z.string(), z.unknown()).optional(),
});

/** A Score workload, v1b1, strict: every field of the specification (0.4.1) and no other. */
export const scoreSchema = strictMap({
    apiVersion: z.literal("score.dev/v1b1"),
    metadata: z.looseObject({ name: label, annotations: annotations.optional() }),
    service: strictMap({
        ports: z
            .record(
                label,
                strictMap({ port, targetPort: port.optional(), protocol: z.enum(["TCP", "UDP"]).optional() }),
            )
            .optional(),
    }).optional(),
    containers: z.record(label, container).refine((value) => Object.keys(value).length > 0, {
        error: withHint("a workload needs a container", "add one below containers, with an image"),
    }),
    resources: z.record(label, resource).optional(),
});

/** A Score document after the upgrade transforms. */
export type ScoreDocument = z.infer<typeof scoreSchema>;
export type ScoreContainer = z.infer<typeof container>;
export type ScoreProbe = z.infer<typeof probe>;
export type ScoreFile = z.infer<typeof file>;
export type ScoreResource = z.infer<typeof resource>;
