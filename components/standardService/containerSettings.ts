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
