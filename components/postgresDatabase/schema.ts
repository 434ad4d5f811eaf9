import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { isQuantity, toKubernetesQuantity } from "../../core/quantity";
import { strictMap, withHint } from "../../core/schema";
import type { ConnectionArgs } from "../shared/connection";
import type { PostgresDatabaseArgs } from "./args";
import { sizes } from "./sizes";

const versions = ["14", "15", "16", "17", "18"] as const;

const text = z.custom<pulumi.Input<string>>(
    (value) => typeof value === "string" || pulumi.Output.isInstance(value) || value instanceof Promise,
    { error: ({ input }) => (input === undefined ? "this is required" : "a string or an Output of one is due") },
);
const labelText = z
    .string()
    .regex(
        /^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/,
        withHint("this can't be the value of a label", "use 1 to 63 letters, digits, - _ and ."),
    );
const edgeName = z
    .string()
    .regex(
        /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/,
        withHint("this name is not accepted by Kubernetes", "use at most 63 lower-case letters, digits and -"),
    );
const connection: z.ZodType<ConnectionArgs> = strictMap({
    app: z.string().min(1).optional(),
    namespace: text.optional(),
    cidr: z.string().optional(),
    host: z.string().optional(),
    ports: z.array(strictMap({ port: z.int().min(1).max(65535), protocol: z.enum(["TCP", "UDP"]).optional() })),
});

/** The form of PostgresDatabase's arguments. */
export const postgresDatabaseSchema: z.ZodType<PostgresDatabaseArgs> = strictMap({
    environment: z.string(),
    tier: z.string().optional(),
    namespace: text,
    team: labelText.optional(),
    owner: labelText.optional(),
    version: z.enum(versions).optional(),
    storage: z
        .string()
        .refine((value) => isQuantity(toKubernetesQuantity(value)), {
            error: withHint("this is no Kubernetes quantity", "write for example 10Gi"),
        })
        .optional(),
    backup: z.boolean().optional(),
    size: z.enum(Object.keys(sizes)).optional(),
    databaseName: z
        .string()
        .regex(
            /^[a-z_][a-z0-9_]{0,62}$/,
            withHint("this is no database name", "use at most 63 lower-case letters, digits and _, no leading digit"),
        )
        .optional(),
    acceptsFrom: z.record(edgeName, connection).optional(),
    protection: z.enum(["tier", "none"]).optional(),
});
