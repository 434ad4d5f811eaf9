import { z } from "zod";
import { strictMap, withHint } from "../core/schema";
import {
    cpu,
    fileMode,
    headerName,
    label,
    memory,
    mountTarget,
    nonEmpty,
    portNumber,
    variableName,
} from "./textSchemas";

/** An HTTP request as a probe. */
export const httpGetSchema = strictMap({
    path: z.string().describe("Path to ask for; may be empty."),
    port: portNumber.describe("Port of the container."),
    scheme: z.enum(["HTTP", "HTTPS"]).optional().meta({ default: "HTTP", description: "Default HTTP." }),
    host: nonEmpty.optional().describe("Sent as the Host header."),
    httpHeaders: z
        .array(strictMap({ name: headerName.describe("Name of the header."), value: nonEmpty.describe("Its value.") }))
        .optional()
        .describe("Further headers of the request."),
}).describe("Succeeds where the answer has a status from 200 to 399.");

/** A command inside the container as a probe. */
export const execSchema = strictMap({
    command: z.array(z.string()).describe("The command and its arguments."),
}).describe("Succeeds where the command ends with status 0.");

const probe = strictMap({ httpGet: httpGetSchema.optional(), exec: execSchema.optional() })
    .refine((value) => value.httpGet !== undefined || value.exec !== undefined, {
        error: withHint("a probe without a check", "write httpGet or exec below it"),
        params: { code: "empty-probe" },
    })
    .meta({
        anyOf: [{ required: ["httpGet"] }, { required: ["exec"] }],
        description:
            "httpGet, exec, or both; where both are given exec is used. Timings belong into metadata.waymark.probes.",
    });

const contentKeys = ["content", "source", "binaryContent"] as const;

const file = strictMap({
    content: z.string().optional().describe("Text of the file; placeholders are expanded unless noExpand is set."),
    source: nonEmpty.optional().describe("File with the content, relative to the folder of the Score file."),
    binaryContent: z.string().optional().describe("Content in base64; never expanded."),
    mode: fileMode.optional().describe('Octal mode in quotes, such as "0644".'),
    noExpand: z
        .boolean()
        .optional()
        .meta({ default: false, description: "Leave ${...} in the content as it is. Default false." }),
})
    .refine((value) => contentKeys.filter((key) => value[key] !== undefined).length === 1, {
        error: withHint("a file needs exactly one content", "write one of content, source, binaryContent"),
        params: { code: "file-content" },
    })
    .meta({
        oneOf: contentKeys.map((key) => ({ required: [key] })),
        description: "A file mounted into the container.",
    });

const volume = strictMap({
    source: z.string().describe("The volume, usually a resource: ${resources.NAME}."),
    path: z.string().optional().describe("Sub path inside the volume."),
    readOnly: z
        .boolean()
        .optional()
        .meta({ default: false, description: "Keep the container from writing to it. Default false." }),
}).describe("A volume mounted into the container.");

const amounts = strictMap({
    cpu: cpu.optional().describe('In cores or thousandths of one, in quotes: "2", "0.5", "250m".'),
    memory: memory.optional().describe('In bytes, in quotes: "512Mi", "1.5Gi", "128K" (1000 bytes each).'),
});

/** One container of a workload. */
export const containerSchema = strictMap({
    image: nonEmpty.describe('Image reference; "." where it is given at deploy time.'),
    command: z.array(z.string()).optional().describe("Replaces the entrypoint of the image. No placeholders."),
    args: z.array(z.string()).optional().describe("Arguments of the entrypoint. No placeholders."),
    variables: z
        .record(variableName, z.string().describe("A value; placeholders are expanded."))
        .optional()
        .describe("Environment variables; values are strings."),
    files: z.record(mountTarget, file).optional().describe("Files by the path at which the container sees them."),
    volumes: z.record(mountTarget, volume).optional().describe("Volumes by the path at which the container sees them."),
    resources: strictMap({
        limits: amounts.optional().describe("The most that the container may use. Default: the environment's."),
        requests: amounts.optional().describe("What is set aside for the container. Default: the environment's."),
    })
        .optional()
        .describe("CPU and memory, as strings."),
    livenessProbe: probe.optional(),
    readinessProbe: probe.optional(),
    before: z
        .record(
            label,
            strictMap({
                ready: z
                    .enum(["started", "healthy", "complete"])
                    .describe("The state that this one has reached by then."),
            }).describe("A container that waits for this one."),
        )
        .optional()
        .describe("Containers that start only once this one has reached a state."),
}).describe("A container of the workload.");
