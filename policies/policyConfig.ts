import { z } from "zod";
import { strictMap, withHint } from "../core/schema";
import { profiles } from "./profiles";

const ids = z.array(z.string().min(1));

/** The file of `--config`: what is asked of an evaluation, in one place; options on the command line go before it. */
export const policyConfigSchema = strictMap({
    profile: z.enum(profiles).optional().describe("Set of rules; default golden"),
    tier: z.enum(["dev", "staging", "prod"]).optional().describe("Decides the levels of findings; default prod"),
    pssLevel: z
        .enum(["privileged", "baseline", "restricted"])
        .optional()
        .describe("Pod Security level; default as the profile says"),
    pssVersion: z
        .string(withHint("a version is text", 'put it in quotes, for example "1.36"'))
        .optional()
        .describe("Version of the Pod Security Standards, 1.36 or v1.36"),
    rules: ids.optional().describe("Only these rules"),
    skip: ids.optional().describe("Not these rules"),
    unknown: z
        .enum(["advisory", "mandatory"])
        .optional()
        .describe("mandatory: what a mandatory rule can't know yet counts as a finding of it; default advisory"),
    params: z.record(z.string(), z.record(z.string(), z.unknown())).optional().describe("Parameters by rule"),
    modules: ids.optional().describe("Modules with rules of one's own, relative to this file"),
    facts: z.string().min(1).optional().describe("File of outside facts, relative to this file"),
    waivers: z.string().min(1).optional().describe("Folder of waivers, relative to this file"),
    requireReference: ids
        .optional()
        .describe("Rules whose waivers count only where the object names them in the annotation waymark.dev/waivers"),
});

export type PolicyConfig = z.infer<typeof policyConfigSchema>;
