import { compareQuantities, toKubernetesQuantity } from "../../core/quantity";
import type { Origin } from "../../core/origin";
import type { Environment } from "../../environments/environment";
import type { SettingsBuilder } from "../shared/settings";
import type { ResourceAmountsArgs, StandardServiceArgs } from "./args";
import { pathIn, type DeclaredContainer } from "./containers";
import { derivedStartupProbe, probePort, tierProbes, type Probes } from "./probes";

/** Figures of the horizontal pod autoscaler. */
export interface Autoscaling {
    minReplicas: number;
    maxReplicas: number;
    cpuPercent: number;
}

/** CPU and memory of a container, as Kubernetes takes them. */
export interface Resources {
    requests: { cpu: string; memory: string };
    limits: { cpu: string; memory: string };
}

/** What is decided for one container. */
export interface ContainerSettings extends DeclaredContainer {
    resources: Resources;
    probes: Probes;
}

/** Everything that is decided for a service, before any manifest. */
export interface ServiceSettings {
    team: string;
    owner: string;
    /** A StatefulSet, because storage is claimed. */
    stateful: boolean;
    /** Undefined where the autoscaler decides. */
    replicas: number | undefined;
    autoscaling: Autoscaling | undefined;
    runAsUser: number;
    fsGroup: number;
    refuseMutableImages: boolean;
    /** The workload is protected and kept on deletion. */
    protect: boolean;
    containers: ContainerSettings[];
}

const byDefault: Origin = { kind: "default" };

/** Decides everything about a service whose arguments have been checked, and records where each value came from. */
export function resolveSettings(
    args: StandardServiceArgs,
    containers: readonly DeclaredContainer[],
    environment: Environment,
    settings: SettingsBuilder,
): ServiceSettings {
    const tier = environment.settings;
    settings.choose("environment", environment.name, environment.name, byDefault);
    settings.choose("tier", args.tier === undefined ? undefined : environment.tier, environment.tier, byDefault, {
        reason: "the tier of the environment, unless it is said",
    });
    const team = settings.choose("team", args.team, "unassigned", byDefault);
    const stateful = Object.values(args.volumes ?? {}).some(
        ({ claim, existingClaim }) => claim !== undefined || existingClaim !== undefined,
    );
    settings.record("kind", stateful ? "StatefulSet" : "Deployment", byDefault, {
        reason: stateful ? "it claims storage, which would be lost in a later move from a Deployment" : undefined,
    });
    const autoscaling = resolveAutoscaling(args, stateful, environment, settings);
    const holdsData = Object.values(args.volumes ?? {}).some((volume) => volume.claim !== undefined);
    const protection = settings.choose("protection", args.protection, "tier", byDefault);
    return {
        team,
        owner: settings.choose("owner", args.owner, team, byDefault, { reason: "the team, unless it is said" }),
        stateful,
        replicas: autoscaling === undefined ? resolveReplicas(args, stateful, environment, settings) : undefined,
        autoscaling,
        runAsUser: settings.record(
            "security.runAsUser",
            tier.security.runAsUser,
            environment.origin("security.runAsUser"),
            {
                satisfies: ["kube-linter:run-as-non-root"],
            },
        ),
        fsGroup: settings.record("security.fsGroup", tier.security.fsGroup, environment.origin("security.fsGroup")),
        refuseMutableImages:
            settings.record("mutableImageTags", tier.mutableImageTags, environment.origin("mutableImageTags"), {
                satisfies: ["kube-linter:latest-tag"],
            }) === "refused",
        protect: holdsData && protection !== "none" && tier.protection === "protect",
        containers: containers.map((container) => ({
            ...container,
            resources: resolveResources(container, environment, settings),
            probes: resolveProbes(container, containers.length === 1, args, environment, settings),
        })),
    };
}

function resolveReplicas(
    args: StandardServiceArgs,
    stateful: boolean,
    environment: Environment,
    settings: SettingsBuilder,
): number {
    return stateful
        ? settings.choose("replicas", args.replicas, 1, byDefault, { reason: "each pod has storage of its own" })
        : settings.choose("replicas", args.replicas, environment.settings.replicas, environment.origin("replicas"));
}

function resolveAutoscaling(
    args: StandardServiceArgs,
    stateful: boolean,
    environment: Environment,
    settings: SettingsBuilder,
): Autoscaling | undefined {
    const { enabled, minReplicas, maxReplicas, cpuPercent } = args.autoscaling ?? {};
    const tier = environment.settings.autoscaling;
    const figures = [minReplicas, maxReplicas, cpuPercent].some((figure) => figure !== undefined);
    const [fallback, origin, reason] = figures
        ? ([true, { kind: "args" }, "figures for it are given"] as const)
        : args.replicas !== undefined
          ? ([false, { kind: "args" }, "the number of pods is given"] as const)
          : stateful
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
            Math.max(tier.maxReplicas, minReplicas ?? tier.maxReplicas),
            origins("maxReplicas"),
        ),
        cpuPercent: settings.choose("autoscaling.cpuPercent", cpuPercent, tier.cpuPercent, origins("cpuPercent")),
    };
}

function resolveResources(
    container: DeclaredContainer,
    environment: Environment,
    settings: SettingsBuilder,
): Resources {
    const given = container.args.resources ?? {};
    const tier = environment.settings.resources;
    const amount = (kind: "requests" | "limits", unit: keyof ResourceAmountsArgs, fallback: string): string =>
        settings.choose(
            pathIn(container, `resources.${kind}.${unit}`),
            canonical(given[kind]?.[unit]),
            fallback,
            environment.origin(`resources.${kind}.${unit}`),
        );
    const limits = {
        cpu: amount("limits", "cpu", tier.limits.cpu),
        memory: amount("limits", "memory", tier.limits.memory),
    };
    // As in Kubernetes: whoever lowers only the limit lowers the request with it.
    const lower = (a: string, b: string): string => (compareQuantities(a, b) <= 0 ? a : b);
    return {
        requests: {
            cpu: amount("requests", "cpu", lower(tier.requests.cpu, limits.cpu)),
            memory: amount("requests", "memory", lower(tier.requests.memory, limits.memory)),
        },
        limits,
    };
}

function canonical(quantity: string | undefined): string | undefined {
    return quantity === undefined ? undefined : toKubernetesQuantity(quantity);
}

function resolveProbes(
    container: DeclaredContainer,
    alone: boolean,
    args: StandardServiceArgs,
    environment: Environment,
    settings: SettingsBuilder,
): Probes {
    const { livenessProbe, readinessProbe, startupProbe } = container.args;
    const declared = [livenessProbe, readinessProbe, startupProbe].some((probe) => probe !== undefined);
    const added =
        alone && !declared && args.defaultProbes !== false
            ? tierProbes(environment.settings.probes, probePort(args.ports ?? {}))
            : {};
    const liveness = settings.choose(
        pathIn(container, "livenessProbe"),
        livenessProbe,
        added.liveness,
        environment.origin("probes.liveness"),
        { satisfies: ["kube-linter:no-liveness-probe"] },
    );
    const readiness = settings.choose(
        pathIn(container, "readinessProbe"),
        readinessProbe,
        added.readiness,
        environment.origin("probes.readiness"),
        { satisfies: ["kube-linter:no-readiness-probe"] },
    );
    const startup = settings.choose(
        pathIn(container, "startupProbe"),
        startupProbe,
        derivedStartupProbe({ liveness, readiness }),
        byDefault,
        { reason: "derived from the other probes" },
    );
    return { liveness, readiness, startup };
}
