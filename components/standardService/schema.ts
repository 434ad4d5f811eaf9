import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { isQuantity, toKubernetesQuantity } from "../../core/quantity";
import { strictMap, withHint } from "../../core/schema";
import type { ConnectionArgs } from "../shared/connection";
import type { ContainerArgs, FileArgs, ProbeArgs, SecretKeyArgs, StandardServiceArgs } from "./args";

/** Text that may also be an Output; what an Output holds is checked where it is known. */
const text = z.custom<pulumi.Input<string>>(
    (value) => typeof value === "string" || pulumi.Output.isInstance(value) || value instanceof Promise,
    { error: ({ input }) => (input === undefined ? "this is required" : "a string or an Output of one is due") },
);

const quantity = z.string().refine((value) => isQuantity(toKubernetesQuantity(value)), {
    error: withHint("this is no Kubernetes quantity", "write for example 250m, 0.5 or 256Mi"),
});
const portNumber = z.int().min(1).max(65535);
const label = z
    .string()
    .regex(
        /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/,
        withHint("this name is not accepted by Kubernetes", "use at most 63 lower-case letters, digits and -"),
    );
const absolutePath = z
    .string()
    .refine((path) => path.startsWith("/") && path !== "/" && !path.includes(":") && !path.split("/").includes(".."), {
        error: withHint("this is no absolute path", "begin it with /, without .. and :"),
    });
const variableName = z
    .string()
    .regex(
        /^[\x20-\x3c\x3e-\x7e]+$/,
        withHint("this is no name of an environment variable", "use printable ASCII characters without ="),
    );

const secretKey: z.ZodType<SecretKeyArgs> = strictMap({ secretName: text, key: z.string().min(1) });

const file: z.ZodType<FileArgs> = strictMap({
    content: text.optional(),
    binaryContent: text.optional(),
    secretContent: text.optional(),
    secret: secretKey.optional(),
    mode: z
        .string()
        .regex(/^0?[0-7]{3}$/, withHint("this is no file mode", 'write octal text, for example "0440"'))
        .optional(),
});

const seconds = z.int().min(0).optional();
const atLeastOne = z.int().min(1).optional();

const probe: z.ZodType<ProbeArgs> = strictMap({
    httpGet: strictMap({
        path: z.string(),
        port: portNumber,
        scheme: z.enum(["HTTP", "HTTPS"]).optional(),
        host: z.string().optional(),
        httpHeaders: z.array(strictMap({ name: z.string().min(1), value: z.string() })).optional(),
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

const amounts = strictMap({ cpu: quantity.optional(), memory: quantity.optional() });

const containerSettings = {
    command: z.array(z.string()).optional(),
    args: z.array(z.string()).optional(),
    variables: z.record(variableName, text).optional(),
    secretVariables: z.record(variableName, secretKey).optional(),
    secretValues: z.record(variableName, text).optional(),
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

const container: z.ZodType<ContainerArgs> = strictMap({ ...containerSettings, image: text });

const protocol = z.enum(["TCP", "UDP"]).optional();

/** What is right for an edge beside its types is checked where edges are made. */
const connection: z.ZodType<ConnectionArgs> = strictMap({
    app: z.string().optional(),
    namespace: text.optional(),
    cidr: z.string().optional(),
    host: z.string().optional(),
    ports: z.array(strictMap({ port: portNumber, protocol })),
});

const volume = strictMap({
    claim: strictMap({ size: quantity, storageClass: z.string().optional() }).optional(),
    emptyDir: strictMap({ sizeLimit: quantity.optional(), medium: z.enum(["Memory"]).optional() }).optional(),
    existingClaim: text.optional(),
});

/** The form of StandardService's arguments; what several of them must be together is in `checks.ts`. */
export const standardServiceSchema: z.ZodType<StandardServiceArgs> = strictMap({
    ...containerSettings,
    environment: z.string(),
    tier: z.string().optional(),
    namespace: text,
    team: z.string().optional(),
    owner: z.string().optional(),
    image: text.optional(),
    containers: z.record(label, container).optional(),
    ports: z.record(label, strictMap({ port: portNumber, targetPort: portNumber.optional(), protocol })).optional(),
    volumes: z.record(label, volume).optional(),
    replicas: z.int().min(0).optional(),
    autoscaling: strictMap({
        enabled: z.boolean().optional(),
        minReplicas: atLeastOne,
        maxReplicas: atLeastOne,
        cpuPercent: z.int().min(1).max(100).optional(),
    }).optional(),
    defaultProbes: z.boolean().optional(),
    connectsTo: z.record(label, connection).optional(),
    acceptsFrom: z.record(label, connection).optional(),
    annotations: z.record(z.string().min(1), z.string()).optional(),
    protection: z.enum(["tier", "none"]).optional(),
});
