import { isIP } from "node:net";
import type { input } from "@pulumi/kubernetes/types";
import type { Input } from "@pulumi/pulumi";
import { toPointer } from "../../core/pointer";
import type { Problem } from "../../core/problem";
import type { ConnectionArgs } from "./connection";
import { childName, plainText, sameText, type Identity } from "./names";

/** The component that declares edges. */
export interface EdgeOwner {
    identity: Identity;
    namespace: Input<string>;
    labels: Record<string, string>;
}

/** A NetworkPolicy to be registered as a child of the component that declares the edge. */
export interface EdgePolicy {
    logicalName: string;
    metadata: input.meta.v1.ObjectMeta;
    spec: input.networking.v1.NetworkPolicySpec;
}

type Edges = Record<string, ConnectionArgs>;
type Peer = input.networking.v1.NetworkPolicyPeer;

const notPublic4 = ["10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16"];
const notPublic6 = ["::1/128", "fc00::/7", "fe80::/10"];

/** The policies of a component's `connectsTo`: each edge the sending side, and in the same namespace also the other. */
export function connectsToPolicies(owner: EdgeOwner, edges: Edges = {}): EdgePolicy[] {
    const own = owner.identity.physicalName;
    return sorted(edges).flatMap(([key, to]) => {
        const sending = policy(owner, `to-${key}`, `${own}->${endName(to)}`, to, {
            podSelector: { matchLabels: { app: own } },
            policyTypes: ["Egress"],
            egress: [{ to: peers(to, owner), ports: portList(to) }],
        });
        if (to.app === undefined || !inSameNamespace(to, owner)) {
            return [sending];
        }
        const receiving = policy(owner, `to-${key}-ingress`, `${own}->${to.app}`, to, {
            podSelector: { matchLabels: { app: to.app } },
            policyTypes: ["Ingress"],
            ingress: [{ from: [{ podSelector: { matchLabels: { app: own } } }], ports: portList(to) }],
        });
        return [sending, receiving];
    });
}

/** The policies of a component's `acceptsFrom`: the receiving side. */
export function acceptsFromPolicies(owner: EdgeOwner, edges: Edges = {}): EdgePolicy[] {
    const own = owner.identity.physicalName;
    return sorted(edges).map(([key, from]) =>
        policy(owner, `from-${key}`, `${endName(from)}->${own}`, from, {
            podSelector: { matchLabels: { app: own } },
            policyTypes: ["Ingress"],
            ingress: [{ from: peers(from, owner), ports: portList(from) }],
        }),
    );
}

/** What is wrong with edges whose form is right. */
export function edgeProblems(direction: "connectsTo" | "acceptsFrom", edges: Edges = {}): Problem[] {
    return sorted(edges).flatMap(([key, end]) => {
        const pointer = toPointer([direction, key]);
        const given = (["app", "cidr", "host"] as const).filter((name) => end[name] !== undefined);
        const wrong = (code: string, message: string, hint: string): Problem => ({ code, message, hint, pointer });
        return [
            given.length === 1 || (given.length === 0 && isWholeNamespace(direction, end))
                ? undefined
                : wrong(
                      "edge-end",
                      given.length === 0 ? "this edge has no other end" : `this edge has ${given.join(" and ")}`,
                      "write exactly one of app, cidr, host",
                  ),
            end.ports.length > 0 ? undefined : wrong("edge-ports", "this edge opens no port", "name at least one port"),
            end.cidr === undefined || isCidr(end.cidr)
                ? undefined
                : wrong("edge-cidr", "this is no IP range", "write for example 10.20.0.0/16"),
            end.namespace === undefined || end.app !== undefined || given.length === 0
                ? undefined
                : wrong("edge-namespace", "a namespace belongs to app only", "remove namespace, or name an app"),
            direction === "acceptsFrom" && end.host !== undefined
                ? wrong("edge-host", "nothing can be let in by host name", "write the cidr that it sends from")
                : undefined,
        ].filter((problem) => problem !== undefined);
    });
}

/** Every pod of a namespace may be let in (a gateway's, say); nothing is sent to a whole namespace. */
function isWholeNamespace(direction: "connectsTo" | "acceptsFrom", end: ConnectionArgs): boolean {
    return direction === "acceptsFrom" && end.namespace !== undefined;
}

/** True for an IP range in CIDR notation. */
export function isCidr(text: string): boolean {
    const [address = "", length = "", ...rest] = text.split("/");
    const family = isIP(address);
    return rest.length === 0 && family !== 0 && /^\d{1,3}$/.test(length) && Number(length) <= (family === 4 ? 32 : 128);
}

function policy(
    { identity, namespace, labels }: EdgeOwner,
    suffix: string,
    edge: string,
    end: ConnectionArgs,
    spec: input.networking.v1.NetworkPolicySpec,
): EdgePolicy {
    const host: Record<string, string> = end.host === undefined ? {} : { "waymark.dev/host": end.host };
    return {
        logicalName: `${identity.logicalName}-${suffix}`,
        metadata: {
            name: childName(identity, suffix),
            namespace,
            labels,
            annotations: { "waymark.dev/edge": edge, ...host },
        },
        spec,
    };
}

function peers(end: ConnectionArgs, owner: EdgeOwner): Peer[] {
    if (end.cidr !== undefined) {
        return [{ ipBlock: { cidr: end.cidr } }];
    }
    if (end.host !== undefined) {
        return [
            { ipBlock: { cidr: "0.0.0.0/0", except: notPublic4 } },
            { ipBlock: { cidr: "::/0", except: notPublic6 } },
        ];
    }
    if (end.app === undefined) {
        return [{ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": end.namespace ?? "" } } }];
    }
    const podSelector = { matchLabels: { app: end.app } };
    return end.namespace === undefined || inSameNamespace(end, owner)
        ? [{ podSelector }]
        : [{ podSelector, namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": end.namespace } } }];
}

function inSameNamespace(end: ConnectionArgs, owner: EdgeOwner): boolean {
    return end.namespace === undefined || sameText(end.namespace, owner.namespace);
}

function endName(end: ConnectionArgs): string {
    return end.app ?? end.cidr ?? end.host ?? plainText(end.namespace ?? "") ?? "";
}

function portList(end: ConnectionArgs): input.networking.v1.NetworkPolicyPort[] {
    return end.ports.map(({ port, protocol }) => ({ port, protocol: protocol ?? "TCP" }));
}

function sorted(edges: Edges): [string, ConnectionArgs][] {
    return Object.entries(edges).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}
