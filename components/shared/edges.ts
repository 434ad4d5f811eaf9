import type { input } from "@pulumi/kubernetes/types";
import type { Input } from "@pulumi/pulumi";
import { sortedEntries } from "../../core/sortedEntries";
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
    /** What it stands for, so that two can't have one name. */
    uid: string;
    metadata: input.meta.v1.ObjectMeta & { name: string };
    spec: input.networking.v1.NetworkPolicySpec;
}

/** Edges by name, as arguments give them. */
export type Edges = Record<string, ConnectionArgs>;

type Peer = input.networking.v1.NetworkPolicyPeer;

const notPublic4 = ["10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16"];
const notPublic6 = ["::1/128", "fc00::/7", "fe80::/10"];

/** The policies of a component's `connectsTo`: each edge the sending side, and in the same namespace also the other. */
export function connectsToPolicies(owner: EdgeOwner, edges: Edges = {}): EdgePolicy[] {
    const own = owner.identity.physicalName;
    return sortedEntries(edges).flatMap(([key, to]) => {
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
    return sortedEntries(edges).map(([key, from]) =>
        policy(owner, `from-${key}`, `${endName(from)}->${own}`, from, {
            podSelector: { matchLabels: { app: own } },
            policyTypes: ["Ingress"],
            ingress: [{ from: peers(from, owner), ports: portList(from) }],
        }),
    );
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
        uid: `${identity.uid}/${suffix}`,
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
