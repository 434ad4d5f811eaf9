import { z } from "zod";
import { strictMap, withHint } from "../core/schema";
import { execSchema, httpGetSchema } from "./containerSchema";
import { label, nonEmpty, portNumber, protocol } from "./textSchemas";

/** Numbers that Kubernetes keeps in 32 bits. */
const count = z.int().min(0).max(2_147_483_647);
const atLeastOne = count.min(1);

/** A port that is named as under `service.ports`, or the number that the container listens on. */
const portReference = z.union([portNumber, label], {
    error: withHint("this is not a port", "write the name of a service port, or a number from 1 to 65535"),
});
const ownPort = portReference.describe("Number of a port of the container, or the name of the service port before it.");

/** What a probe may check; one of them in each probe. */
export const checkKeys = ["httpGet", "tcpSocket", "grpc", "exec"] as const;

/** Kubernetes allows a successThreshold above 1 for readiness alone. */
function probe(successThreshold: z.ZodInt) {
    return strictMap({
        httpGet: httpGetSchema.optional(),
        tcpSocket: strictMap({ port: ownPort }).optional().describe("Succeeds once the port accepts a connection."),
        grpc: strictMap({
            port: ownPort,
            service: nonEmpty.optional().describe("Service to ask for. Default: the server as a whole."),
        })
            .optional()
            .describe("The gRPC health checking protocol."),
        exec: execSchema.optional(),
        initialDelaySeconds: count
            .optional()
            .describe("Seconds before the first check. Default: as the probe that it is added to, else 0."),
        periodSeconds: atLeastOne
            .optional()
            .describe("Seconds between checks. Default: as the probe that it is added to, else 10."),
        timeoutSeconds: atLeastOne
            .optional()
            .describe("Seconds for an answer. Default: as the probe that it is added to, else 1."),
        failureThreshold: atLeastOne
            .optional()
            .describe("Failures in a row that count. Default: as the probe that it is added to, else 3."),
        successThreshold: successThreshold
            .optional()
            .describe("Successes in a row that count after a failure; above 1 in readiness only. Default 1."),
    })
        .refine((value) => checkKeys.filter((key) => value[key] !== undefined).length <= 1, {
            error: withHint("a probe with several checks", `keep one of ${checkKeys.join(", ")}`),
            params: { code: "several-checks" },
        })
        .meta({
            not: { anyOf: pairs(checkKeys).map((required) => ({ required })) },
            description: "Timings for the probe that the container declares, or a probe that Score can't say.",
        });
}

function pairs(keys: readonly string[]): string[][] {
    return keys.flatMap((first, index) => keys.slice(index + 1).map((second) => [first, second]));
}

function portsOf<Port extends number | string>(port: z.ZodType<Port>) {
    return z
        .array(
            strictMap({
                port,
                protocol: protocol.optional().meta({ default: "TCP", description: "Default TCP." }),
            }),
        )
        .min(1, withHint("a list without ports", "write at least one port"));
}

const peers = z.record(
    label,
    strictMap({
        app: label.describe("Name of the other workload."),
        namespace: label.optional().describe("Its namespace. Default: the environment's own."),
        ports: portsOf(
            portReference.describe(
                "Number of a port that the called pods listen on, or the name of the service port before it.",
            ),
        ).describe("Ports of the side that is called."),
    }).describe("A workload of this or another namespace."),
);

function isCidr(text: string): boolean {
    return z.cidrv4().safeParse(text).success || z.cidrv6().safeParse(text).success;
}

const externalHost = strictMap({
    host: z
        .string()
        .regex(
            /^(?=.{1,253}$)[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*$/,
            withHint("this is not a host name", "write for example api.example.com, without scheme and port"),
        )
        .optional()
        .describe("Host name, without scheme and port."),
    cidr: z
        .string()
        .refine(isCidr, withHint("this is not a range of addresses", "write for example 203.0.113.0/24"))
        .meta({ pattern: `${z.regexes.cidrv4.source}|${z.regexes.cidrv6.source}` }) // a check says nothing to editors
        .optional()
        .describe("Range of addresses, such as 203.0.113.0/24."),
    ports: portsOf(portNumber.describe("Port that is called.")).describe("Ports that are called."),
})
    .refine((value) => (value.host === undefined) !== (value.cidr === undefined), {
        error: withHint("an external target needs exactly one address", "write host or cidr"),
        params: { code: "external-address" },
    })
    .meta({
        oneOf: [{ required: ["host"] }, { required: ["cidr"] }],
        description: "A host or a range of addresses outside the cluster.",
    });

const percentRange = withHint("this is no percentage to promise", "write more than 0 and less than 100, such as 99.9");
const percent = z.number().gt(0, percentRange).lt(100, percentRange);

const slo = strictMap({
    availability: percent.optional().describe("Percent of requests that succeed."),
    latency: strictMap({
        percent: percent.describe("Percent of requests."),
        milliseconds: z.int().min(1).describe("Time in which they are answered."),
    })
        .optional()
        .describe("How fast requests are answered."),
}).refine((value) => value.availability !== undefined || value.latency !== undefined, {
    error: withHint("an objective without a promise", "write availability, latency or both"),
    params: { code: "empty-slo" },
});

const waiverId = z
    .string()
    .regex(
        /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/,
        withHint("this is no id of a waiver", "write for example W-2026-014"),
    );

const onlyReadiness = withHint("only a readiness probe may need several successes", "write 1, or leave it out");

/** `metadata.waymark`: what Score can't say. Other Score tools ignore it. */
export const waymarkBlockSchema = strictMap({
    owner: z
        .string()
        .regex(
            /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/,
            withHint("this is not a valid owner", "use at most 63 letters, digits, ., _ and -: it becomes a label"),
        )
        .optional()
        .describe("Who answers for the workload. Default: the owner of the environment."),
    replicas: count.optional().describe("Number of pods. Default: the environment's."),
    autoscaling: strictMap({
        enabled: z.boolean().optional().describe("Default: as the environment says."),
        minReplicas: atLeastOne.optional().describe("Fewest pods. Default: the environment's."),
        maxReplicas: atLeastOne
            .optional()
            .describe("Most pods. Default: the environment's, or twice minReplicas where that would leave no room."),
        cpuPercent: atLeastOne.optional().describe("Aim for this part of the CPU request."),
    })
        .refine(({ minReplicas = 0, maxReplicas = Infinity }) => minReplicas <= maxReplicas, {
            error: withHint("minReplicas is greater than maxReplicas", "raise maxReplicas or lower minReplicas"),
            params: { code: "replica-range" },
        })
        .optional()
        .describe("How the number of pods follows the load."),
    probes: z
        .record(
            label,
            strictMap({
                liveness: probe(z.int().min(1).max(1, onlyReadiness)).optional(),
                readiness: probe(z.int().min(1)).optional(),
                startup: probe(z.int().min(1).max(1, onlyReadiness)).optional(),
            }).describe("The probes of one container."),
        )
        .optional()
        .describe("Timings and further probes by container."),
    slo: slo
        .meta({ minProperties: 1 })
        .optional()
        .describe("What the workload promises: the annotation waymark.dev/slo of the workload."),
    waivers: z
        .array(waiverId)
        .optional()
        .describe(
            "Ids of waivers that it refers to: the annotation waymark.dev/waivers. A reference approves nothing.",
        ),
    traffic: strictMap({
        connectsTo: peers.optional().describe("Workloads that this one calls."),
        acceptsFrom: peers.optional().describe("Workloads that may call this one."),
        external: z.record(label, externalHost).optional().describe("Hosts outside the cluster that this one calls."),
    })
        .optional()
        .describe("Connections that no resource of the file implies."),
}).describe("What Score itself can't say; read by waymark, ignored by other Score tools.");
