import { nearestName } from "../core/nearest";
import type { Origin } from "../core/origin";
import type { PathStep } from "../core/pointer";
import { ProblemError, type Place, type Problem } from "../core/problem";
import { check } from "../core/schema";
import { tierSettingsSchema, type TierSettings } from "./tierSettings";
import { tierNames, tiers, type Tier } from "./tiers";

/** One environment: its name (the `environment` label), its tier, and the settings that hold in it. */
export interface Environment {
    readonly name: string;
    readonly tier: Tier;
    readonly settings: TierSettings;
    /** Where a value of the settings came from, by its path, for example `autoscaling.maxReplicas`. */
    origin(path: string): Origin;
}

/** Changes to a tier's settings: any part of them, nested as they are. */
export type TierOverrides = { readonly [key: string]: unknown };

/** An environment that a platform team adds: a tier and what differs from it. */
export interface NamedEnvironment {
    tier: Tier;
    settings?: TierOverrides;
}

export interface EnvironmentOptions {
    /** Name of the environment; a tier's name is enough for the plain three. */
    name: string;
    /** Default: the tier of the named environment, else the name, where it is a tier. */
    tier?: string;
    /** Environments beside dev, staging and prod, by name. */
    environments?: Readonly<Record<string, NamedEnvironment>>;
    /** Changes that go before those of the named environment. */
    settings?: TierOverrides;
    /** Where a value of `settings` or of a named environment stands, for errors and origins. */
    place?: (path: readonly PathStep[]) => Place;
}

/**
 * Resolves a name to an environment.
 *
 * @example
 * resolveEnvironment({ name: "qa", environments: { qa: { tier: "staging", settings: { replicas: 2 } } } })
 * @throws ProblemError where the name maps to no tier, or a setting is unknown or wrong
 */
export function resolveEnvironment(options: EnvironmentOptions): Environment {
    const { name, place = () => ({}) } = options;
    const named = options.environments?.[name];
    const tier = resolveTier(options, named);
    const layers = [
        { overrides: named?.settings, at: ["environments", name, "settings"] },
        { overrides: options.settings, at: ["settings"] },
    ];
    const origins = new Map<string, Origin>();
    let settings: unknown = tiers[tier];
    for (const { overrides, at } of layers) {
        if (overrides !== undefined) {
            settings = merge(settings, overrides, [], (path) => {
                origins.set(path.join("."), { kind: "configuration", detail: name, place: place([...at, ...path]) });
            });
        }
    }
    const checked = check(tierSettingsSchema, settings, { place: (path) => placeOfSetting(path, layers, place) });
    const problems = [...checked.problems, ...(checked.value === undefined ? [] : contradictions(checked.value))];
    if (checked.value === undefined || problems.length > 0) {
        throw new ProblemError(problems);
    }
    const known = checked.value;
    return { name, tier, settings: known, origin: (path) => origins.get(path) ?? { kind: "tier", detail: tier } };
}

function resolveTier({ name, tier, environments = {} }: EnvironmentOptions, named: NamedEnvironment | undefined): Tier {
    const wanted = tier ?? named?.tier ?? name;
    if (isTier(wanted)) {
        return wanted;
    }
    if (tier !== undefined) {
        throw new ProblemError({
            code: "unknown-tier",
            message: `"${tier}" is not a tier`,
            hint: "Tier must be dev, staging, or prod",
        });
    }
    const names = [...new Set([...tierNames, ...Object.keys(environments)])];
    const nearest = nearestName(name, names);
    const all = Object.keys(environments).length === 0 ? "dev, staging, or prod" : `one of ${names.join(", ")}`;
    throw new ProblemError({
        code: "unknown-environment",
        message: `there is no environment "${name}". Environment must be ${all}`,
        hint:
            nearest === undefined
                ? `set a tier for it, or add it under waymark:environments in the stack configuration`
                : `did you mean "${nearest}"?`,
    });
}

/** True for the name of one of the three tiers. */
export function isTier(name: string): name is Tier {
    return (tierNames as readonly string[]).includes(name);
}

function merge(
    base: unknown,
    overrides: unknown,
    path: readonly string[],
    changed: (path: readonly string[]) => void,
): unknown {
    if (!isMap(base) || !isMap(overrides)) {
        changed(path);
        return overrides;
    }
    const merged: Record<string, unknown> = { ...base };
    for (const [key, value] of Object.entries(overrides)) {
        merged[key] = merge(base[key], value, [...path, key], changed);
    }
    return merged;
}

function isMap(value: unknown): value is Record<string, unknown> {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The place of a setting in the layer that set it last, so that an error points at the line somebody wrote. */
function placeOfSetting(
    path: readonly PathStep[],
    layers: readonly { overrides: TierOverrides | undefined; at: readonly string[] }[],
    place: (path: readonly PathStep[]) => Place,
): Place {
    const layer = [...layers]
        .reverse()
        .find(({ overrides }) => overrides !== undefined && String(path[0]) in overrides);
    return layer === undefined ? {} : place([...layer.at, ...path]);
}

function contradictions(settings: TierSettings): Problem[] {
    const { minReplicas, maxReplicas } = settings.autoscaling;
    return minReplicas <= maxReplicas
        ? []
        : [
              {
                  code: "out-of-range",
                  message: `autoscaling.minReplicas (${minReplicas}) is above autoscaling.maxReplicas (${maxReplicas})`,
                  hint: "raise maxReplicas or lower minReplicas",
                  pointer: "/autoscaling/minReplicas",
              },
          ];
}
