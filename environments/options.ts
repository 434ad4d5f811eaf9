import type { PathStep } from "../core/pointer";
import type { Place } from "../core/problem";
import type { Tier } from "./tiers";

/** Changes to a tier's settings: any part of them, nested as they are. */
type TierOverrides = { readonly [key: string]: unknown };

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

/** The environment that the name means, where it is one of the named ones. */
export function namedEnvironment({ name, environments = {} }: EnvironmentOptions): NamedEnvironment | undefined {
    return Object.hasOwn(environments, name) ? environments[name] : undefined;
}
