import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { isAmount, parseQuantity, toKubernetesQuantity } from "../../core/quantity";
import { strictMap, withHint } from "../../core/schema";
import type { ConnectionArgs } from "./connection";

/** Text that may also be an Output; what an Output holds is checked where it is known. */
export const inputText = z.custom<pulumi.Input<string>>(
    (value) => typeof value === "string" || pulumi.Output.isInstance(value) || value instanceof Promise,
    { error: "a string or an Output of one is due" },
);

/** Name of a Kubernetes object that may also be an Output. */
export const objectName = inputText.refine(
    (value) => typeof value !== "string" || /^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/.test(value),
    {
        error: withHint(
            "this can't be the name of a Kubernetes object",
            "use lower-case letters, digits, - and ., beginning and ending with a letter or digit",
        ),
    },
);

/** A name within one object: a container, a port, a volume, an edge; also the name of a Namespace. */
export const dnsLabel = z
    .string()
    .regex(
        /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/,
        withHint("this name is not accepted by Kubernetes", "use at most 63 lower-case letters, digits and -"),
    );

/** A Namespace; as an Output it is checked by whoever makes it. */
export const namespaceName = inputText.refine(
    (value) => typeof value !== "string" || dnsLabel.safeParse(value).success,
    { error: withHint("this can't be the name of a Namespace", "use at most 63 lower-case letters, digits and -") },
);

/** Text that becomes the value of a label as it is. */
export const labelText = z
    .string()
    .regex(
        /^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/,
        withHint("this can't be the value of a label", "use 1 to 63 letters, digits, - _ and ."),
    );

/** An amount of CPU, memory or storage, also as people write it (`10GB`). */
export const amount = z.string().refine((value) => isAmount(toKubernetesQuantity(value)), {
    error: withHint("this is no Kubernetes quantity", "write for example 250m, 0.5 or 256Mi"),
});

/** A size of storage, which nothing can be kept in where it is zero. */
export const storageSize = amount.refine((value) => parseQuantity(toKubernetesQuantity(value)) !== 0n, {
    error: withHint("this is no size", "write for example 10Gi"),
});

export const portNumber = z.int().min(1).max(65535);

export const protocol = z.enum(["TCP", "UDP"]);

const connection: z.ZodType<ConnectionArgs> = strictMap({
    app: dnsLabel.optional(),
    namespace: namespaceName.optional(),
    cidr: z.string().optional(),
    host: z.string().optional(),
    ports: z.array(strictMap({ port: portNumber, protocol: protocol.optional() })),
});

/** Edges by name. What is right for one beside its form is checked where edges are made. */
export const connections = z.record(dnsLabel, connection);

/** What every component takes. Whether there is such an environment is asked where it is resolved. */
export const commonFields = {
    environment: z.string(),
    tier: z.string().optional(),
    team: labelText.optional(),
    owner: labelText.optional(),
    protection: z.enum(["tier", "none"]).optional(),
};
