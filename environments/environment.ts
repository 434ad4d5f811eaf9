import type { Origin } from "../core/origin";
import type { PathStep } from "../core/pointer";
import { ProblemError, type Place } from "../core/problem";
import { check } from "../core/schema";
import { contradictions } from "./contradictions";
import { namedEnvironment, type EnvironmentOptions } from "./options";
import { merge, placeOfSetting } from "./overrides";
import { tierOf } from "./tierOf";
import { tierSettingsSchema, type TierSettings } from "./tierSettings";
import { tiers, type Tier } from "./tiers";

export type { EnvironmentOptions, NamedEnvironment } from "./options";

/** One environment: its name (the `environment` label), its tier, and the settings that hold in it. */
export interface Environment {
    readonly name: string;
    readonly tier: Tier;
    readonly settings: TierSettings;
    /** Where a value of the settings came from, by its path, for example `autoscaling.maxReplicas`. */
    origin(path: string): Origin;
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
    const tier = tierOf(options);
    const layers = [
        { overrides: namedEnvironment(options)?.settings, at: ["environments", name, "settings"] },
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
    const placeOf = (path: readonly PathStep[]): Place => placeOfSetting(path, layers, place);
    const checked = check(tierSettingsSchema, settings, { place: placeOf });
    if (checked.value === undefined) {
        throw new ProblemError(checked.problems);
    }
    const contradicting = contradictions(checked.value, placeOf);
    if (contradicting.length > 0) {
        throw new ProblemError(contradicting);
    }
    return { name, tier, settings: checked.value, origin: (path) => originOf(path, origins, tier) };
}

/** Where a value came from; a map comes from configuration as soon as a part of it does. */
function originOf(path: string, origins: ReadonlyMap<string, Origin>, tier: Tier): Origin {
    const changed = [...origins].reverse().find(([at]) => at === path || at.startsWith(`${path}.`));
    return changed?.[1] ?? { kind: "tier", detail: tier };
}
