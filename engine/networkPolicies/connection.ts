import { isIP, SocketAddress } from "node:net";
import { ProblemError } from "../../core/problem";
import type { Endpoint, Flow } from "./judge";
import type { Labels } from "./labelSelector";
import type { Pod } from "./pod";
import { protocols, type Protocol } from "./policy";
import { podsBehind, type Service } from "./service";

/** A connection that is asked about. */
export interface Connection {
    from: Party;
    to: Party | ServiceParty;
    /** Port of the pod, not of its Service; where `to` is a Service, the Service's port. */
    port: number;
    /** `TCP`, `UDP` or `SCTP`; default `TCP`. */
    protocol?: Protocol;
}

/**
 * Who sends or receives: the name of a pod or of the workload that makes it (`"cart"`, or `"shop/cart"` where several
 * namespaces have one), an address, or a pod that is not among the objects.
 */
export type Party = string | AddressParty | DescribedPod;

/** An address, of a pod, a node or any other machine. */
export interface AddressParty {
    ip: string;
}

/** A pod that is not among the objects, the gateway's say; of its namespace only the name is known. */
export interface DescribedPod {
    namespace: string;
    /** Default none. */
    labels?: Labels;
    /** Its address; default unknown. */
    ip?: string;
}

/** Every pod that answers for a Service (`"cart"` or `"shop/cart"`). */
export interface ServiceParty {
    service: string;
}

/** The pods and Services that names are looked for among. */
export interface Named {
    pods: readonly Pod[];
    services: readonly Service[];
}

/**
 * What the connection comes to: one flow, or one to each pod that answers for a Service.
 *
 * @throws ProblemError where a name, an address or a port is none
 */
export function flowsOf({ from, to, port, protocol = "TCP" }: Connection, named: Named): Flow[] {
    if (!Number.isInteger(port) || port < 1 || port > 65535) {
        throw wrong("bad-port", `${port} is no port`, "write a whole number from 1 to 65535");
    }
    if (!protocols.includes(protocol)) {
        throw wrong("bad-protocol", `NetworkPolicies know no "${protocol}"`, `write one of: ${protocols.join(", ")}`);
    }
    const sender = endpointOf(from, named);
    if (typeof to === "object" && "service" in to) {
        const service = findOne("Service", to.service, named.services);
        return podsBehind(service, { port, protocol }, named.pods).map((reached) => ({
            from: sender,
            to: podEndpoint(reached.pod),
            port: reached.port,
            protocol,
        }));
    }
    return [{ from: sender, to: endpointOf(to, named), port, protocol }];
}

/** The end that a party is. */
export function endpointOf(party: Party, { pods }: Named): Endpoint {
    if (typeof party === "string") {
        return podEndpoint(findOne("pod", party, pods));
    }
    if ("namespace" in party) {
        return describedEndpoint(party);
    }
    const ip = checkedAddress(party.ip);
    const pod = pods.find(({ ips, hostNetwork }) => !hostNetwork && ips.includes(ip));
    return pod === undefined ? { text: ip, address: ip } : { text: `${pod.id} (${ip})`, pod, address: ip };
}

/** The end that a pod is. One in its node's network can't be told from the node. */
export function podEndpoint(pod: Pod): Endpoint {
    return pod.hostNetwork
        ? { text: `${pod.id} (in its node's network)`, address: pod.nodeIps[0] ?? pod.ips[0] }
        : { text: pod.id, pod, address: pod.ips[0] };
}

function describedEndpoint({ namespace, labels = {}, ip }: DescribedPod): Endpoint {
    const shown = Object.entries(labels).map(([key, value]) => `${key}=${value}`);
    const name = shown.length === 0 ? "a pod without labels" : shown.join(",");
    const ips = ip === undefined ? [] : [checkedAddress(ip)];
    const id = `${namespace}/(${name})`;
    const pod: Pod = {
        id,
        namespace,
        name,
        labels,
        ports: [],
        ips,
        nodeIps: [],
        hostNetwork: false,
        isTemplate: true,
    };
    return { text: id, pod, address: ips[0] };
}

/** The address in the one form that Kubernetes writes it in. */
function checkedAddress(ip: string): string {
    const family = isIP(ip);
    if (family === 0) {
        const hint = "write one, for example 203.0.113.7; NetworkPolicies know no host names";
        throw wrong("bad-address", `"${ip}" is no IP address`, hint);
    }
    return new SocketAddress({ address: ip, family: family === 4 ? "ipv4" : "ipv6" }).address;
}

function findOne<T extends { id: string; name: string }>(kind: string, wanted: string, all: readonly T[]): T {
    const found = all.filter(({ id, name }) => wanted === (wanted.includes("/") ? id : name));
    if (found.length === 1) {
        return found[0]!;
    }
    const known = all.map(({ id }) => id).sort();
    if (found.length === 0) {
        const hint = known.length === 0 ? `no ${kind} is among the given objects` : `known are: ${known.join(", ")}`;
        throw wrong("not-found", `there is no ${kind} "${wanted}"`, hint);
    }
    const ids = new Set(found.map(({ id }) => id));
    const hint =
        ids.size > 1
            ? `write one of: ${[...ids].sort().join(", ")}`
            : "leave one of the objects out, or write { namespace, labels } for the one that is meant";
    throw wrong("not-one", `${found.length} objects make a ${kind} "${wanted}"`, hint);
}

function wrong(code: string, message: string, hint: string): ProblemError {
    return new ProblemError({ code, message, hint });
}
