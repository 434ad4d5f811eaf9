import type { ContainerArgs, PortArgs, ProbeArgs } from "../components/standardService/args";
import { derivedStartupProbe, probePort, takesHttp, tierProbes } from "../components/standardService/probes";
import { isAwaitedHealthy, roleOf } from "../components/standardService/startOrder";
import type { Environment } from "../environments/environment";
import type { ScoreContainer } from "../score";
import type { NumberedProbe } from "./namedPorts";

/** The probes of `metadata.waymark` for one container, with numbers for ports. */
export interface NumberedProbes {
    liveness?: NumberedProbe;
    readiness?: NumberedProbe;
    startup?: NumberedProbe;
}

type Probes = Pick<ContainerArgs, "livenessProbe" | "readinessProbe" | "startupProbe">;

/**
 * The probes of a container: what Score declares, with what `metadata.waymark` adds. Timings alone go with the probe
 * that is there anyway, be it declared, the golden path's or derived.
 *
 * @param alone the workload has no other container; only then are probes added
 */
export function probeArgs(
    container: ScoreContainer,
    added: NumberedProbes | undefined,
    ports: Readonly<Record<string, PortArgs>>,
    environment: Environment,
    alone: boolean,
): Probes {
    if (roleOf(container) === "init") {
        return {}; // Kubernetes refuses probes on a container that runs to completion; a warning has said so
    }
    const { livenessProbe, readinessProbe } = container;
    const { liveness, readiness, startup } = added ?? {};
    const isUntouched = livenessProbe === undefined && readinessProbe === undefined;
    const hasOwnCheck = [liveness, readiness, startup].some((probe) => probe !== undefined && isCheck(probe));
    const usual =
        isUntouched && alone && !hasOwnCheck && added !== undefined && canBeAsked(ports)
            ? tierProbes(environment.settings.probes, probePort(ports))
            : {};
    const probes = {
        livenessProbe: merge(livenessProbe ?? usual.liveness, liveness),
        readinessProbe: merge(readinessProbe ?? usual.readiness, readiness),
    };
    const derived = derivedStartupProbe(
        isAwaitedHealthy(container)
            ? { liveness: probes.readinessProbe ?? probes.livenessProbe }
            : { liveness: probes.livenessProbe, readiness: probes.readinessProbe },
    );
    const startupProbe = startup === undefined ? undefined : merge(isCheck(startup) ? undefined : derived, startup);
    return { ...probes, startupProbe };
}

/** Whether an added probe has something to ask. In Score a workload without ports has nothing. */
export function canBeAsked(ports: Readonly<Record<string, PortArgs>>): boolean {
    return Object.keys(ports).length > 0 && takesHttp(ports);
}

function merge(declared: ProbeArgs | undefined, added: NumberedProbe | undefined): ProbeArgs | undefined {
    return added === undefined ? declared : { ...declared, ...added };
}

function isCheck({ httpGet, tcpSocket, grpc, exec }: NumberedProbe): boolean {
    return [httpGet, tcpSocket, grpc, exec].some((check) => check !== undefined);
}
