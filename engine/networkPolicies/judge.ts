import { blockHolds } from "./ipBlock";
import { selects, type Labels } from "./labelSelector";
import type { Pod } from "./pod";
import type { Direction, Peer, Policy, PolicyPort, Protocol, Rule } from "./policy";
import { portNamed } from "./service";

/** What every answer stands on. */
export interface Network {
    policies: readonly Policy[];
    /** Labels of each Namespace, by its name. */
    namespaces: ReadonlyMap<string, Labels>;
}

/** One end of a connection: a pod, or what is none (another machine, the node), known by its address. */
export interface Endpoint {
    /** As an explanation calls it. */
    text: string;
    pod?: Pod;
    address?: string;
}

/** A connection from one end to the other, at a port of the latter. */
export interface Flow {
    from: Endpoint;
    to: Endpoint;
    port: number;
    protocol: Protocol;
}

/** What the policies say about one end. */
export interface Side {
    allowed: boolean;
    /** Policies that close the pod in this direction, `<namespace>/<name>`. None: everything passes. */
    closedBy: readonly string[];
    /** Those of them that let this connection through. */
    openedBy: readonly string[];
}

const open: Side = { allowed: true, closedBy: [], openedBy: [] };

/** Whether a policy has no say at all: a pod reaches itself, and its node reaches it, whatever policies say. */
export function isAlwaysAllowed({ from, to }: Flow): boolean {
    return isItself(from, to) || isNodeOf(from, to) || isNodeOf(to, from);
}

/**
 * What the policies say about the sending or the receiving end. Only the policies that select the pod for the direction
 * close it, and what any of them opens is open. What is no pod, no policy can close.
 */
export function judgeSide(direction: Direction, flow: Flow, network: Network): Side {
    const [own, other] = direction === "Egress" ? [flow.from, flow.to] : [flow.to, flow.from];
    if (own.pod === undefined) {
        return open;
    }
    const closing = closingPolicies(direction, own.pod, network);
    const opening = closing.filter(({ namespace, rules }) =>
        rules[direction].some((rule) => fitsPeers(rule, other, namespace, network) && fitsPorts(rule.ports, flow)),
    );
    return {
        allowed: closing.length === 0 || opening.length > 0,
        closedBy: closing.map(({ id }) => id),
        openedBy: opening.map(({ id }) => id),
    };
}

/** The policies that isolate a pod in a direction. */
export function closingPolicies(direction: Direction, pod: Pod, { policies }: Network): readonly Policy[] {
    return policies.filter(
        ({ namespace, directions, podSelector }) =>
            namespace === pod.namespace && directions.includes(direction) && selects(podSelector, pod.labels),
    );
}

/** Whether the other end is one of those that the rule speaks of. */
export function fitsPeers({ peers }: Rule, other: Endpoint, policyNamespace: string, network: Network): boolean {
    return peers.length === 0 || peers.some((peer) => fitsPeer(peer, other, policyNamespace, network));
}

function fitsPeer(
    { ipBlock, podSelector, namespaceSelector }: Peer,
    { pod, address }: Endpoint,
    policyNamespace: string,
    { namespaces }: Network,
): boolean {
    if (ipBlock != null) {
        return address !== undefined && blockHolds(ipBlock, address);
    }
    if (pod === undefined) {
        return false;
    }
    const inNamespace =
        namespaceSelector == null
            ? pod.namespace === policyNamespace
            : selects(namespaceSelector, namespaceLabels(pod.namespace, namespaces));
    return inNamespace && (podSelector == null || selects(podSelector, pod.labels));
}

/** The API server gives every Namespace a label with its name. */
function namespaceLabels(name: string, namespaces: Network["namespaces"]): Labels {
    return { ...namespaces.get(name), "kubernetes.io/metadata.name": name };
}

function fitsPorts(ports: readonly PolicyPort[], flow: Flow): boolean {
    return ports.length === 0 || ports.some((port) => fitsPort(port, flow));
}

function fitsPort({ protocol, port, endPort }: PolicyPort, flow: Flow): boolean {
    if (protocol !== flow.protocol) {
        return false;
    }
    if (port == null) {
        return true;
    }
    if (typeof port === "string") {
        // A name is one of the receiving pod's, also in an egress rule; an address has none.
        return flow.to.pod !== undefined && portNamed(port, protocol, flow.to.pod) === flow.port;
    }
    return port <= flow.port && flow.port <= (endPort ?? port);
}

function isItself(from: Endpoint, to: Endpoint): boolean {
    // Two pods of one template are two, and policies stand between them.
    return from.pod !== undefined && from.pod === to.pod && !from.pod.isTemplate;
}

function isNodeOf(node: Endpoint, { pod }: Endpoint): boolean {
    return node.pod === undefined && node.address !== undefined && (pod?.nodeIps.includes(node.address) ?? false);
}
