import { z } from "zod";
import type { Place } from "../../core/problem";
import { strictMap, withHint } from "../../core/schema";
import type { Severity } from "../severity";

const day = z.iso.date(withHint("this is no date", "write it as 2026-12-01"));
const text = z.string().min(1);
const idForm = withHint("this is no id of a waiver", "write it for example as W-2026-014");

/** Text with `*` for any number of characters and `?` for one; nothing but those would match everything. */
const pattern = text.refine(
    (value) => /[^*?\s]/.test(value),
    withHint("the pattern matches everything", "name what is meant, or leave the key out"),
);

const scope = strictMap({
    project: pattern.optional().describe("Pulumi project; * and ? allowed"),
    stacks: z.array(pattern).min(1).optional().describe("Stacks, any of them; * and ? allowed"),
    tier: z.enum(["dev", "staging", "prod"]).optional(),
    kind: text.optional().describe("Kind, DaemonSet or apps/DaemonSet"),
    type: text.optional().describe("Pulumi type; of Kubernetes types group and kind count"),
    name: pattern.optional().describe("metadata.name or Pulumi's name; * and ? allowed"),
    namespace: pattern.optional().describe("* and ? allowed"),
    parent: pattern.optional().describe("Type of a component around the resource; * and ? allowed"),
    container: pattern.optional(),
    paths: z.array(pattern).min(1).optional().describe("Paths of findings, or what stands above them"),
    values: z
        .array(z.union([z.string(), z.number(), z.boolean()]))
        .min(1)
        .optional()
        .describe("Only these values, whatever else may be written there"),
}).refine(
    ({ name, namespace, parent }) => name !== undefined || namespace !== undefined || parent !== undefined,
    withHint("the scope names no object", "add at least one of name, namespace and parent"),
);

/** One waiver as it is written. */
export const waiverSchema = strictMap({
    id: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, idForm),
    rules: z.array(text).min(1).describe("Exact ids of rules"),
    scope: scope.describe("Every key that is given must match"),
    reason: text.describe("Why this may be, for whoever reads it in a year"),
    ticket: text.optional(),
    requestedBy: text.describe("Who asked for it; never counts as an approver"),
    approvedBy: z.array(text).min(1).describe("Who allowed it, as approvers.yaml names them"),
    approvedAt: day,
    expires: day.describe("The last day on which it counts (UTC)"),
    compensating: text.optional().describe("What is done instead"),
});

/** `waivers/approvers.yaml`: who may approve waivers of rules of which severity. */
export const approversSchema = strictMap({
    approvers: z.record(text, z.array(z.enum(["critical", "high", "medium", "low", "info"])).min(1)),
});

/** A waiver that is valid; whether it has expired is asked where it is used. */
export type Waiver = z.infer<typeof waiverSchema> & { place: Place };

/** A waiver, or a file of them, that is ignored. */
export interface WaiverFlaw {
    /** The file's name where no id can be read. */
    id: string;
    place: Place;
    message: string;
    fix: string;
}

/** All waivers of a folder. */
export interface WaiverSet {
    waivers: readonly Waiver[];
    flaws: readonly WaiverFlaw[];
}

/** Longest time from approval to the last day, in days. */
export const longestDays: Readonly<Record<Severity, number>> = {
    critical: 30,
    high: 90,
    medium: 180,
    low: 365,
    info: 365,
};
