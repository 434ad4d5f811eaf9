import { z } from "zod";
import { strictMap, withHint } from "../../core/schema";
import { ipBlock } from "./ipBlock";
import { labelSelector, type LabelSelector } from "./labelSelector";
import { metadata, namespaceOf, readObject } from "./readObject";

/** What NetworkPolicies tell apart. */
export const protocols = ["TCP", "UDP", "SCTP"] as const;
export type Protocol = (typeof protocols)[number];

/** Seen from the pod: what it sends, and what it receives. */
export type Direction = "Egress" | "Ingress";

/** A NetworkPolicy with its defaults filled in. */
export interface Policy {
    /** `<namespace>/<name>`. */
    id: string;
    namespace: string;
    /** The pods of its namespace that it closes. */
    podSelector: LabelSelector;
    /** The directions in which it closes them. */
    directions: readonly Direction[];
    /** What it opens again. */
    rules: Readonly<Record<Direction, readonly Rule[]>>;
}

/** A connection passes where it fits one of the peers and one of the ports; an empty list fits everything. */
export interface Rule {
    peers: readonly Peer[];
    ports: readonly PolicyPort[];
}

const peer = strictMap({
    podSelector: labelSelector.nullish(),
    namespaceSelector: labelSelector.nullish(),
    ipBlock: ipBlock.nullish(),
})
    .refine(({ podSelector, namespaceSelector, ipBlock }) => podSelector ?? namespaceSelector ?? ipBlock, {
        error: withHint(
            "this peer is nobody",
            "write podSelector, namespaceSelector or ipBlock; {} as a selector is all",
        ),
    })
    .refine(({ podSelector, namespaceSelector, ipBlock }) => !(ipBlock && (podSelector ?? namespaceSelector)), {
        error: withHint("ipBlock stands alone in a peer", "make two peers of it"),
    });

export type Peer = z.infer<typeof peer>;

const portNumber = z.int().min(1).max(65535);

const port = strictMap({
    protocol: z
        .enum(protocols)
        .nullish()
        .transform((protocol) => protocol ?? "TCP"),
    port: z.union([portNumber, z.string().min(1)]).nullish(),
    endPort: portNumber.nullish(),
}).refine(({ port, endPort }) => endPort == null || (typeof port === "number" && port <= endPort), {
    path: ["endPort"],
    error: withHint(
        "endPort ends a range that begins with the number port",
        "write a port number that is not above it",
    ),
});

export type PolicyPort = z.infer<typeof port>;

const ports = z.array(port).nullish();
const peers = z.array(peer).nullish();

const networkPolicy = z.object({
    metadata,
    spec: strictMap({
        podSelector: labelSelector.nullish(),
        policyTypes: z.array(z.enum(["Ingress", "Egress"])).nullish(),
        ingress: z.array(strictMap({ from: peers, ports })).nullish(),
        egress: z.array(strictMap({ to: peers, ports })).nullish(),
    }).nullish(),
});

/**
 * Reads a NetworkPolicy, filling in what Kubernetes does.
 *
 * @throws ProblemError for what an API server refuses, for unknown keys, and for values that nobody knows yet
 */
export function readPolicy(object: object): Policy {
    const { metadata, spec } = readObject(networkPolicy, object);
    const { podSelector, policyTypes, ingress, egress } = spec ?? {};
    const rules = {
        Ingress: (ingress ?? []).map(({ from, ports }) => ({ peers: from ?? [], ports: ports ?? [] })),
        Egress: (egress ?? []).map(({ to, ports }) => ({ peers: to ?? [], ports: ports ?? [] })),
    };
    const isNamed = (policyTypes ?? []).length > 0;
    const byRules: Direction[] = rules.Egress.length > 0 ? ["Ingress", "Egress"] : ["Ingress"];
    const namespace = namespaceOf(metadata);
    return {
        id: `${namespace}/${metadata.name}`,
        namespace,
        podSelector: podSelector ?? {},
        directions: isNamed ? (policyTypes ?? []) : byRules,
        rules,
    };
}
