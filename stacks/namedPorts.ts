import type { ConnectionArgs, ConnectionPortArgs } from "../components/shared/connection";
import { ProblemError } from "../core/problem";
import { findPort } from "../provisioners/ports";
import type { OfferedWorkload } from "../provisioners/provisioner";
import type { WaymarkProbe, WaymarkTraffic } from "../score";

type Peer = NonNullable<WaymarkTraffic["connectsTo"]>[string];
type Workloads = ReadonlyMap<string, OfferedWorkload>;

/** Port numbers in place of the names of service ports: NetworkPolicies and probes are about what containers listen on. */
export interface NumberedProbe extends Omit<WaymarkProbe, "tcpSocket" | "grpc"> {
    tcpSocket?: { port: number };
    grpc?: { port: number; service?: string };
}

/** @throws ProblemError where the workload has no service port of the name */
export function numberedProbe(probe: WaymarkProbe, own: OfferedWorkload): NumberedProbe {
    const { tcpSocket, grpc, ...others } = probe;
    return {
        ...others,
        ...(tcpSocket === undefined ? {} : { tcpSocket: { port: numberOf(tcpSocket.port, own).port } }),
        ...(grpc === undefined ? {} : { grpc: { ...grpc, port: numberOf(grpc.port, own).port } }),
    };
}

/**
 * The other end of an edge.
 *
 * @param called the workload whose ports are meant; undefined where it is not among the given files
 * @throws ProblemError where a port is named and nothing here has a port of that name
 */
export function numberedPeer(peer: Peer, called: OfferedWorkload | undefined): ConnectionArgs {
    return { ...peer, ports: peer.ports.map(({ port, protocol }) => numberOf(port, called, protocol)) };
}

/** The given workload that an edge leads to; undefined where it is none of them. */
export function calledWorkload({ app, namespace }: Peer, workloads: Workloads): OfferedWorkload | undefined {
    return namespace === undefined
        ? [...workloads.values()].find((one) => one.app === app || one.name === app)
        : undefined;
}

function numberOf(port: number | string, workload: OfferedWorkload | undefined, protocol?: string): ConnectionPortArgs {
    if (typeof port === "number") {
        return { port, protocol };
    }
    if (workload === undefined) {
        throw new ProblemError({
            code: "unknown-port",
            message: `what the port ${JSON.stringify(port)} is can't be known: its workload is not among the given files`,
            hint: "write the number of the port that its pods listen on",
        });
    }
    const found = findPort(workload, port);
    return { port: found.targetPort, protocol: protocol ?? found.protocol };
}
