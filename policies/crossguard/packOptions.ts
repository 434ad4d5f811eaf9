import { z } from "zod";
import { ProblemError } from "../../core/problem";
import { check } from "../../core/schema";
import { factsSchema } from "../facts";
import type { PolicyOptions } from "../options";
import { profiles } from "../profiles";
import type { Tier } from "../severity";
import type { WaiverContext } from "../waivers/matching";

const tiers = ["dev", "staging", "prod"] as const;
const environmentName = z.string().optional();

const configuration = z.object({
    environment: environmentName,
    tier: z.enum(tiers).optional(),
    environments: z.record(z.string(), z.looseObject({ tier: z.enum(tiers).optional() })).optional(),
    policy: z
        .looseObject({
            profile: z.enum(profiles).optional(),
            pssLevel: z.enum(["privileged", "baseline", "restricted"]).optional(),
            pssVersion: z.string().optional(),
            facts: z.union([factsSchema, z.string()]).optional(),
            waivers: z.string().optional(),
            params: z.record(z.string(), z.looseObject({})).optional(),
        })
        .optional(),
});

/**
 * What a pack is asked, from the environment variables that the engine gives it: the stack's configuration
 * (`waymark:tier`, `waymark:environment`, `waymark:environments`, `waymark:policy`) and its name.
 * The tier is the configured one, else the environment's, else the stack's name where that is a tier or ends in one
 * (`shop-dev`), else prod.
 *
 * @throws ProblemError where the configuration holds a profile, level or tier that there isn't.
 */
export function packOptions(env: Record<string, string | undefined>): PolicyOptions {
    const { tier, environments = {}, policy = {}, environment = env["PULUMI_NODEJS_STACK"] } = configured(env);
    const { profile, pssLevel, pssVersion, params, facts } = policy;
    return {
        tier: tier ?? environments[environment ?? ""]?.tier ?? tierNamedBy(environment) ?? "prod",
        profile,
        pssLevel,
        pssVersion,
        params,
        facts: typeof facts === "string" ? undefined : facts, // a file is named for those who can read it
    };
}

/** The project, stack and tier that the engine judges, for {@link packWaivers}. */
export function packContext(env: Record<string, string | undefined>): WaiverContext {
    const { PULUMI_NODEJS_PROJECT: project, PULUMI_NODEJS_STACK: stack } = env;
    return { project, stack, tier: packOptions(env).tier };
}

/** The folder of waivers that the stack's configuration names, relative to that of Pulumi.yaml. */
export function configuredWaivers(env: Record<string, string | undefined>): string | undefined {
    return configured(env).policy?.waivers;
}

function configured(env: Record<string, string | undefined>): z.infer<typeof configuration> {
    const checked = check(configuration, settings(env["PULUMI_CONFIG"]));
    if (checked.value === undefined) {
        throw new ProblemError(checked.problems);
    }
    return checked.value;
}

function tierNamedBy(name: string | undefined): Tier | undefined {
    return tiers.find(
        (tier) => name === tier || name?.endsWith(`-${tier}`) === true || name?.endsWith(`/${tier}`) === true,
    );
}

/** The keys of the namespace `waymark:`; structured values arrive as JSON text. */
function settings(config: string | undefined): Record<string, unknown> {
    const all = parse(config ?? "{}");
    const own = Object.entries(typeof all === "object" && all !== null ? all : {}).filter(([key]) =>
        key.startsWith("waymark:"),
    );
    return Object.fromEntries(own.map(([key, value]) => [key.slice("waymark:".length), structured(value)]));
}

function structured(value: unknown): unknown {
    return typeof value === "string" && /^\s*[[{]/.test(value) ? parse(value) : value;
}

function parse(text: string): unknown {
    try {
        return JSON.parse(text);
    } catch {
        return text;
    }
}
