import { z } from "zod";
import { mountPathProblem } from "../../core/mountPath";
import { strictMap, withHint } from "../../core/schema";
import {
    amount,
    commonFields,
    connections,
    dnsLabel,
    labelText,
    inputText,
    namespaceName,
    objectName,
    portNumber,
    protocol,
    storageSize,
} from "../shared/fields";
import { readyStates } from "./startOrder";
import type { ContainerArgs, FileArgs, ProbeArgs, SecretKeyArgs, StandardServiceArgs } from "./args";

const absolutePath = z.string().superRefine((path, context) => {
    const problem = mountPathProblem(path);
    if (problem !== undefined) {
        context.addIssue({ code: "custom", message: withHint(problem.message, problem.hint) });
    }
});
const variableName = z
    .string()
    .regex(
        /^[\x20-\x3c\x3e-\x7e]+$/,
        withHint("this is no name of an environment variable", "use printable ASCII characters without ="),
    );

/** Name of a Kubernetes Service. */
const dns1035Label = z
    .string()
    .regex(
        /^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/,
        withHint(
            "this can't be the name of a Service",
            "use at most 63 lower-case letters, digits and -, a letter first",
        ),
    );

/** Id of a waiver, as its file is named. */
const waiverId = z
    .string()
    .regex(
        /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/,
        withHint("this is no id of a waiver", "write for example W-2026-014"),
    );

/** A key of a Secret. */
const key = z
    .string()
    .regex(/^[-._a-zA-Z0-9]{1,253}$/, withHint("this is no key of a Secret", "use letters, digits, -, _ and ."));

const secretKey: z.ZodType<SecretKeyArgs> = strictMap({ secretName: objectName, key });

/** Key of an annotation, but for those that would take back what the component promises. */
const annotation = z
    .string()
    .regex(
        /^([a-z0-9]([-a-z0-9.]*[a-z0-9])?\/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/,
        withHint("this is no key of an annotation", "write for example example.com/name"),
    )
    .refine(
        (name) =>
            !/^(waymark\.dev\/(content-hash|slo|waivers)$|container\.apparmor\.security\.beta\.kubernetes\.io\/)/.test(
                name,
            ),
        {
            error: withHint("this annotation is not free to set", "use a prefix of your own"),
        },
    );

const file: z.ZodType<FileArgs> = strictMap({
    content: inputText.optional(),
    binaryContent: inputText.optional(),
    secretContent: inputText.optional(),
    secret: secretKey.optional(),
    mode: z
        .string()
        .regex(/^0?[0-7]{3}$/, withHint("this is no file mode", 'write octal text, for example "0440"'))
        .optional(),
});

const headerName = z
    .string()
    .regex(/^[-A-Za-z0-9]+$/, withHint("Kubernetes refuses this name of a header", "use letters, digits and -"));

/** Kubernetes counts in 32 bits. */
const maxCount = 2_147_483_647;
const seconds = z.int().min(0).max(maxCount).optional();
const atLeastOne = z.int().min(1).max(maxCount).optional();

const probe: z.ZodType<ProbeArgs> = strictMap({
    httpGet: strictMap({
        path: z.string(),
        port: portNumber,
        scheme: z.enum(["HTTP", "HTTPS"]).optional(),
        host: z.string().optional(),
        httpHeaders: z.array(strictMap({ name: headerName, value: z.string() })).optional(),
    }).optional(),
    exec: strictMap({ command: z.array(z.string()).min(1) }).optional(),
    tcpSocket: strictMap({ port: portNumber }).optional(),
    grpc: strictMap({ port: portNumber, service: z.string().optional() }).optional(),
    initialDelaySeconds: seconds,
    periodSeconds: atLeastOne,
    timeoutSeconds: atLeastOne,
    failureThreshold: atLeastOne,
    successThreshold: atLeastOne,
});

const amounts = strictMap({ cpu: amount.optional(), memory: amount.optional() });

const containerSettings = {
    command: z.array(z.string()).optional(),
    args: z.array(z.string()).optional(),
    variables: z.record(variableName, inputText).optional(),
    secretVariables: z.record(variableName, secretKey).optional(),
    secretValues: z.record(variableName, inputText).optional(),
    files: z.record(absolutePath, file).optional(),
    mounts: z
        .record(
            absolutePath,
            strictMap({ volume: z.string(), path: z.string().optional(), readOnly: z.boolean().optional() }),
        )
        .optional(),
    resources: strictMap({ requests: amounts.optional(), limits: amounts.optional() }).optional(),
    livenessProbe: probe.optional(),
    readinessProbe: probe.optional(),
    startupProbe: probe.optional(),
};

const container: z.ZodType<ContainerArgs> = strictMap({
    ...containerSettings,
    image: inputText,
    before: z.record(dnsLabel, strictMap({ ready: z.enum(readyStates) })).optional(),
});

const percent = z.number().gt(0).lt(100);
const slo = strictMap({
    availability: percent.optional(),
    latency: strictMap({ percent, milliseconds: z.int().min(1) }).optional(),
});

const volume = strictMap({
    claim: strictMap({ size: storageSize, storageClass: z.string().optional() }).optional(),
    emptyDir: strictMap({ sizeLimit: amount.optional(), medium: z.enum(["Memory"]).optional() }).optional(),
    existingClaim: objectName.optional(),
});

/** The form of StandardService's arguments; what several of them must be together is in `checks.ts`. */
export const standardServiceSchema: z.ZodType<StandardServiceArgs> = strictMap({
    ...commonFields,
    ...containerSettings,
    namespace: namespaceName,
    image: inputText.optional(),
    containers: z.record(dnsLabel, container).optional(),
    ports: z
        .record(
            dnsLabel,
            strictMap({ port: portNumber, targetPort: portNumber.optional(), protocol: protocol.optional() }),
        )
        .optional(),
    serviceName: dns1035Label.optional(),
    kind: z.enum(["Deployment", "StatefulSet"]).optional(),
    volumes: z.record(dnsLabel, volume).optional(),
    replicas: z.int().min(0).max(maxCount).optional(),
    autoscaling: strictMap({
        enabled: z.boolean().optional(),
        minReplicas: atLeastOne,
        maxReplicas: atLeastOne,
        cpuPercent: z.int().min(1).max(100).optional(),
    }).optional(),
    defaultProbes: z.boolean().optional(),
    connectsTo: connections.optional(),
    acceptsFrom: connections.optional(),
    annotations: z.record(annotation, z.string()).optional(),
    slo: slo.optional(),
    waivers: z.array(waiverId).optional(),
    podLabels: z.record(annotation, labelText).optional(),
    serviceAccountAnnotations: z.record(annotation, inputText).optional(),
});
