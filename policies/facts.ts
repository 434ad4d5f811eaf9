import { z } from "zod";
import { strictMap } from "../core/schema";

const digest = z.string().regex(/^sha256:[0-9a-f]{64}$/, "a digest is sha256: and 64 hex digits");

/** What a registry and a scanner know of an image. */
const imageFacts = strictMap({
    signed: z.boolean().optional().describe("A signature was verified"),
    provenance: z.boolean().optional().describe("A SLSA provenance was verified"),
    critical: z.int().min(0).optional().describe("Known critical vulnerabilities"),
    high: z.int().min(0).optional().describe("Known high vulnerabilities"),
    builtAt: z.iso.date().optional(),
    sizeBytes: z.int().min(0).optional(),
});

const limits = z.record(z.string(), z.union([z.string(), z.number()])).optional();
const limitRange = strictMap({
    namespace: z.string(),
    defaultRequest: limits.describe("Requests that containers without their own get"),
    default: limits.describe("Limits that containers without their own get"),
});

/** Facts from outside the judged objects (`--facts FILE`, pack configuration `facts`). A rule never fetches its own. */
export const factsSchema = strictMap({
    asOf: z.iso.date().describe("The day on which they were gathered"),
    clusterVersion: z
        .string()
        .regex(/^v?1\.\d{1,3}(\.\d+)?$/, "write it as 1.36")
        .optional(),
    images: z.record(digest, imageFacts).optional().describe("By digest"),
    limitRanges: z.array(limitRange).optional(),
    existing: z
        .array(strictMap({ kind: z.string(), namespace: z.string().optional(), name: z.string() }))
        .optional()
        .describe("Objects that exist in the cluster beside the judged ones"),
});

export type Facts = z.infer<typeof factsSchema>;
export type ImageFacts = z.infer<typeof imageFacts>;
