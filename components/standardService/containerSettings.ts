import { compareQuantities, toKubernetesQuantity } from "../../core/quantity";
import type { Environment } from "../../environments/environment";
import { byDefault } from "../shared/commonSettings";
import type { SettingsBuilder } from "../shared/settings";
import type { ResourceAmountsArgs, StandardServiceArgs } from "./args";
import { pathIn, type DeclaredContainer } from "./containers";
import { isAwaitedHealthy, roleOf } from "./startOrder";
import { derivedStartupProbe, probePort, takesHttp, tierProbes, type Probes } from "./probes";

/** CPU and memory of a container, as Kubernetes takes them. */
interface Resources {
    requests: { cpu: string; memory: string };
    limits: { cpu: string; memory: string };
}

/** What is decided for one container. */
export interface ContainerSettings extends DeclaredContainer {
    resources: Resources;
    probes: Probes;
}

/**
 * Decides about one container.
 *
 * @param alone the only container of its service
 */
export function resolveContainer(
    container: DeclaredContainer,
    alone: boolean,
    args: StandardServiceArgs,
    environment: Environment,
    settings: SettingsBuilder,
): ContainerSettings {
    if (typeof container.image === "string") {
        settings.given(pathIn(container, "image"), container.image);
    }
    if (roleOf(container) !== "main") {
        const reason = "containers that wait for it make it one";
        settings.record(
            pathIn(container, "role"),
            roleOf(container),
            settings.argumentOrigin(pathIn(container, "before")),
            {
                reason,
            },
        );
    }
    return {
        ...container,
        resources: resolveResources(container, environment, settings),
        probes: resolveProbes(container, alone, args, environment, settings),
    };
}

function resolveResources(
    container: DeclaredContainer,
    environment: Environment,
    settings: SettingsBuilder,
): Resources {
    const given = container.args.resources ?? {};
    const tier = environment.settings.resources;
    const lower = (a: string, b: string): string => (compareQuantities(a, b) <= 0 ? a : b);
    const amount = (kind: "requests" | "limits", unit: keyof ResourceAmountsArgs, fallback: string): string => {
        const path = `resources.${kind}.${unit}`;
        const [origin, reason] =
            fallback === tier[kind][unit]
                ? ([environment.origin(path), undefined] as const)
                : ([byDefault, "moved along with the other of request and limit"] as const);
        return settings.choose(pathIn(container, path), canonical(given[kind]?.[unit]), fallback, origin, { reason });
    };
    // Whoever raises only the request raises the limit with it; as in Kubernetes also the other way round.
    const limit = (unit: keyof ResourceAmountsArgs): string => {
        const request = canonical(given.requests?.[unit]) ?? "0";
        return amount("limits", unit, lower(request, tier.limits[unit]) === request ? tier.limits[unit] : request);
    };
    const limits = { cpu: limit("cpu"), memory: limit("memory") };
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
        alone && !declared && args.defaultProbes !== false && takesHttp(args.ports ?? {})
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
    const derived = derivedProbe(container, { liveness, readiness });
    const startup = settings.choose(pathIn(container, "startupProbe"), startupProbe, derived.probe, byDefault, {
        reason: derived.reason,
    });
    return { liveness, readiness, startup };
}

/** The startup probe that nobody declared, and why it is that. */
function derivedProbe(container: DeclaredContainer, { liveness, readiness }: Probes) {
    if (isAwaitedHealthy(container)) {
        const probe = derivedStartupProbe({ liveness: readiness ?? liveness });
        return { probe, reason: "other containers wait until it is healthy" };
    }
    if (roleOf(container) === "sidecar") {
        return { probe: undefined, reason: "other containers wait only until it has started" };
    }
    return { probe: derivedStartupProbe({ liveness, readiness }), reason: "derived from the other probes" };
}
