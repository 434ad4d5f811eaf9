import {
    closingPolicies,
    fitsPeers,
    isAlwaysAllowed,
    judgeSide,
    type Endpoint,
    type Flow,
    type Network,
    type Side,
} from "./judge";
import type { Direction, PolicyPort } from "./policy";

/** Whether a connection is let through, and why. */
export interface Verdict {
    allowed: boolean;
    /** The same in words, for the message of a test. */
    why: string;
    /** What the policies of the sending pod say. */
    egress: Side;
    /** What the policies of the receiving pod say. */
    ingress: Side;
}

/** Judges one flow: both sides have to allow it. */
export function judge(flow: Flow, network: Network): Verdict {
    const egress = judgeSide("Egress", flow, network);
    const ingress = judgeSide("Ingress", flow, network);
    const always = isAlwaysAllowed(flow);
    const allowed = always || (egress.allowed && ingress.allowed);
    const reasons = always
        ? ["a pod reaches itself and is reached by its node whatever policies say"]
        : [...reason("Egress", egress, allowed, flow, network), ...reason("Ingress", ingress, allowed, flow, network)];
    const what = `${flow.from.text} -> ${flow.to.text} ${flow.protocol} ${flow.port}`;
    const why = reasons.length === 0 ? "no policy closes either end" : reasons.join("; ");
    return { allowed, why: `${what} is ${allowed ? "let through" : "denied"}: ${why}`, egress, ingress };
}

/** Of a denied flow only what denies it. */
function reason(direction: Direction, side: Side, allowed: boolean, flow: Flow, network: Network): string[] {
    const [own, other] = direction === "Egress" ? [flow.from, flow.to] : [flow.to, flow.from];
    if (side.closedBy.length === 0 || side.allowed !== allowed) {
        return [];
    }
    const name = `${direction.toLowerCase()} of ${own.text}`;
    if (side.allowed) {
        return [`${name} is opened by ${side.openedBy.join(", ")}`];
    }
    const nearly = [...otherPorts(direction, own, other, network), ...openRanges(direction, own, other, network)];
    return [
        [`${name} is closed by ${side.closedBy.join(", ")} and nothing opens it for this`, ...nearly].join(", though "),
    ];
}

/** What is open between the two at other ports: the likeliest mistake is the Service's port instead of the pod's. */
function otherPorts(direction: Direction, { pod }: Endpoint, other: Endpoint, network: Network): string[] {
    return (pod === undefined ? [] : closingPolicies(direction, pod, network)).flatMap(({ id, namespace, rules }) => {
        const fitting = rules[direction].filter((rule) => fitsPeers(rule, other, namespace, network));
        const ports = [...new Set(fitting.flatMap((rule) => rule.ports.map(portText)))];
        return ports.length === 0 ? [] : [`${id} opens ${ports.join(", ")}`];
    });
}

/** Policies that open ranges to a pod whose address nobody knows: whether it lies in them can't be told. */
function openRanges(direction: Direction, { pod }: Endpoint, other: Endpoint, network: Network): string[] {
    if (pod === undefined || other.address !== undefined) {
        return [];
    }
    const withRanges = closingPolicies(direction, pod, network).filter(({ rules }) =>
        rules[direction].some(({ peers }) => peers.some(({ ipBlock }) => ipBlock != null)),
    );
    return withRanges.map(({ id }) => `${id} opens ranges, and the address of ${other.text} is not known`);
}

function portText({ protocol, port, endPort }: PolicyPort): string {
    return port == null ? protocol : `${protocol} ${port}${endPort == null ? "" : `-${endPort}`}`;
}
