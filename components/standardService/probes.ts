import type { input } from "@pulumi/kubernetes/types";
import type { TierSettings } from "../../environments/tierSettings";
import type { HttpGetArgs, PortArgs, ProbeArgs } from "./args";

/** The three probes of a container; what is undefined is not there. */
export interface Probes {
    liveness?: ProbeArgs;
    readiness?: ProbeArgs;
    startup?: ProbeArgs;
}

/** Port of the probes of a service that names none. */
const fallbackPort = 8080;

/** Checks until a container counts as never started: with the period below five minutes. */
const startupChecks = { periodSeconds: 10, failureThreshold: 30 };

/**
 * The port that added probes ask: the target of the port named `http`, else of the lowest TCP port, else 8080.
 */
export function probePort(ports: Readonly<Record<string, PortArgs>>): number {
    const tcp = Object.entries(ports).filter(([, { protocol = "TCP" }]) => protocol === "TCP");
    const http = tcp.find(([name]) => name === "http");
    const [, chosen] = http ?? tcp.sort(([, a], [, b]) => a.port - b.port)[0] ?? [];
    return chosen === undefined ? fallbackPort : (chosen.targetPort ?? chosen.port);
}

/** Whether an added probe may have something to ask: of ports that are given, one has to be TCP. */
export function takesHttp(ports: Readonly<Record<string, PortArgs>>): boolean {
    const protocols = Object.values(ports).map(({ protocol = "TCP" }) => protocol);
    return protocols.length === 0 || protocols.includes("TCP");
}

/** The probes of a container that declares none. */
export function tierProbes(tier: TierSettings["probes"], port: number): Probes {
    const httpProbe = ({ path, ...timings }: TierSettings["probes"]["liveness"]): ProbeArgs => ({
        httpGet: { path, port },
        ...timings,
    });
    return { liveness: httpProbe(tier.liveness), readiness: httpProbe(tier.readiness) };
}

/**
 * A startup probe that asks what the liveness probe asks, else what the readiness probe asks, but waits longer:
 * a slow start is no reason to restart. Undefined where there is nothing to derive it from.
 */
export function derivedStartupProbe({ liveness, readiness }: Probes): ProbeArgs | undefined {
    const source = liveness ?? readiness;
    if (source === undefined) {
        return undefined;
    }
    const { httpGet, exec, tcpSocket, grpc, timeoutSeconds } = source;
    return { httpGet, exec, tcpSocket, grpc, timeoutSeconds, ...startupChecks };
}

/** The Kubernetes form of a probe. A command wins over an HTTP request, where both are given. */
export function probeSpec(probe: ProbeArgs | undefined): input.core.v1.Probe | undefined {
    if (probe === undefined) {
        return undefined;
    }
    const { httpGet, exec, tcpSocket, grpc, ...timings } = probe;
    if (exec !== undefined) {
        return { exec: { command: exec.command }, ...timings };
    }
    if (httpGet !== undefined) {
        return { httpGet: httpGetSpec(httpGet), ...timings };
    }
    return tcpSocket === undefined
        ? { grpc: { port: grpc?.port ?? fallbackPort, service: grpc?.service }, ...timings }
        : { tcpSocket: { port: tcpSocket.port }, ...timings };
}

function httpGetSpec({ path, port, scheme, host, httpHeaders = [] }: HttpGetArgs): input.core.v1.HTTPGetAction {
    const named = httpHeaders.some(({ name }) => name.toLowerCase() === "host");
    const headers = host === undefined || named ? httpHeaders : [{ name: "Host", value: host }, ...httpHeaders];
    return { path, port, scheme, httpHeaders: headers.length === 0 ? undefined : headers };
}
