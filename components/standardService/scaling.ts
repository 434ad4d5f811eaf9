import type { Origin } from "../../core/origin";
import type { Environment } from "../../environments/environment";
import { byDefault } from "../shared/commonSettings";
import type { SettingsBuilder } from "../shared/settings";
import type { StandardServiceArgs } from "./args";

/** Figures of the horizontal pod autoscaler. */
export interface Autoscaling {
    minReplicas: number;
    maxReplicas: number;
    cpuPercent: number;
}

/** Who decides how many pods there are: a number, or an autoscaler between two. */
export interface Scaling {
    /** Undefined where the autoscaler decides. */
    replicas: number | undefined;
    autoscaling: Autoscaling | undefined;
}

/**
 * Decides about the number of pods.
 *
 * @param claims whether each pod has storage of its own
 */
export function resolveScaling(
    args: StandardServiceArgs,
    claims: boolean,
    environment: Environment,
    settings: SettingsBuilder,
): Scaling {
    const autoscaling = resolveAutoscaling(args, claims, environment, settings);
    return {
        autoscaling,
        replicas: autoscaling === undefined ? resolveReplicas(args, claims, environment, settings) : undefined,
    };
}

function resolveReplicas(
    args: StandardServiceArgs,
    claims: boolean,
    environment: Environment,
    settings: SettingsBuilder,
): number {
    return claims
        ? settings.choose("replicas", args.replicas, 1, byDefault, { reason: "each pod has storage of its own" })
        : settings.choose("replicas", args.replicas, environment.settings.replicas, environment.origin("replicas"));
}

function resolveAutoscaling(
    args: StandardServiceArgs,
    claims: boolean,
    environment: Environment,
    settings: SettingsBuilder,
): Autoscaling | undefined {
    const { enabled, minReplicas, maxReplicas, cpuPercent } = args.autoscaling ?? {};
    const tier = environment.settings.autoscaling;
    const figures = [minReplicas, maxReplicas, cpuPercent].some((figure) => figure !== undefined);
    const [fallback, origin, reason] = figures
        ? ([true, settings.argumentOrigin("autoscaling"), "figures for it are given"] as const)
        : args.replicas !== undefined
          ? ([false, settings.argumentOrigin("replicas"), "the number of pods is given"] as const)
          : claims
            ? ([false, byDefault, "each pod has storage of its own"] as const)
            : ([tier.enabled, environment.origin("autoscaling.enabled"), undefined] as const);
    if (!settings.choose("autoscaling.enabled", enabled, fallback, origin, { reason })) {
        return undefined;
    }
    const origins = (figure: string): Origin => environment.origin(`autoscaling.${figure}`);
    return {
        // A given bound moves the other one along, where only a default stands against it.
        minReplicas: settings.choose(
            "autoscaling.minReplicas",
            minReplicas,
            Math.min(tier.minReplicas, maxReplicas ?? tier.minReplicas),
            origins("minReplicas"),
        ),
        maxReplicas: settings.choose(
            "autoscaling.maxReplicas",
            maxReplicas,
            mostByDefault(tier.maxReplicas, minReplicas),
            origins("maxReplicas"),
        ),
        cpuPercent: settings.choose("autoscaling.cpuPercent", cpuPercent, tier.cpuPercent, origins("cpuPercent")),
    };
}

/** An autoscaler without room to scale is none, so that a high lower bound doubles what stands against it. */
function mostByDefault(ofTier: number, minReplicas = 0): number {
    return minReplicas < ofTier ? ofTier : 2 * minReplicas;
}
