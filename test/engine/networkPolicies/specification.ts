import type { Connection } from "../../../engine";
import { namespace, pod } from "./objects";

/**
 * What the specification of NetworkPolicy says, a row per statement: one policy, `a/it`, that selects the pod `a/web`
 * unless it says otherwise, and connections that it lets through and denies.
 *
 * The world: namespaces a (env=prod) and b (env=dev); in a the pods web, db (role=db) and fe (role=fe, tier=1), in b
 * the pods other (role=fe) and six (role=six, two addresses); each listens on 80 (http) and 443 (https).
 */
interface Row {
    says: string;
    spec: object;
    allows?: Connection[];
    denies?: Connection[];
}

const ports = [
    { name: "http", containerPort: 80 },
    { name: "https", containerPort: 443 },
    { name: "http", containerPort: 81, protocol: "UDP" },
];
const spec = { containers: [{ name: "main", ports }] };
export const world = [
    namespace("a", { env: "prod" }),
    namespace("b", { env: "dev" }),
    pod("a/web", { app: "web" }, { spec, status: { podIP: "10.1.0.1", hostIP: "192.168.0.1" } }),
    pod("a/db", { role: "db" }, { spec, status: { podIP: "10.1.0.2" } }),
    pod("a/fe", { role: "fe", tier: "1" }, { spec, status: { podIPs: [{ ip: "10.1.0.3" }] } }),
    pod("b/other", { role: "fe" }, { spec, status: { podIPs: [{ ip: "" }] } }),
    pod("b/six", { role: "six" }, { spec, status: { podIPs: [{ ip: "2001:db8:6::1" }, { ip: "10.1.0.6" }] } }),
];
const web = { matchLabels: { app: "web" } };
const outside = { ip: "203.0.113.7" };

/** Into web, and out of it. */
export const into = (from: Connection["from"], port = 80, protocol?: Connection["protocol"]): Connection => ({
    from,
    to: "web",
    port,
    protocol,
});
export const outOf = (to: Connection["to"], port = 80, protocol?: Connection["protocol"]): Connection => ({
    from: "web",
    to,
    port,
    protocol,
});
export const ingress = (...rules: object[]) => ({ podSelector: web, policyTypes: ["Ingress"], ingress: rules });
export const egress = (...rules: object[]) => ({ podSelector: web, policyTypes: ["Egress"], egress: rules });
const expression = (key: string, operator: string, values?: string[]) => ({
    podSelector: { matchExpressions: [{ key, operator, ...(values === undefined ? {} : { values }) }] },
});
const everybody = ["db", "fe", "other", outside];

export const table: Record<string, Row[]> = {
    isolation: [
        {
            says: "a policy closes only the pods that it selects",
            spec: { podSelector: { matchLabels: { app: "none" } }, policyTypes: ["Ingress", "Egress"] },
            allows: [into("db"), outOf("db"), into(outside), outOf(outside)],
        },
        {
            says: "an empty podSelector selects every pod of the policy's namespace, and of no other",
            spec: { podSelector: {}, policyTypes: ["Ingress"] },
            allows: [{ from: "db", to: "other", port: 80 }],
            denies: [into("db"), { from: "other", to: "db", port: 80 }, { from: "fe", to: "db", port: 80 }],
        },
        {
            says: "an absent podSelector is an empty one",
            spec: { policyTypes: ["Ingress"] },
            denies: [into("db"), { from: "web", to: "db", port: 80 }],
        },
        {
            says: "policyTypes Ingress leaves egress open, rules for it or not",
            spec: { podSelector: web, policyTypes: ["Ingress"], egress: [{ ports: [{ port: 1 }] }] },
            allows: [outOf("db"), outOf(outside)],
            denies: everybody.map((from) => into(from)),
        },
        {
            says: "policyTypes Egress leaves ingress open",
            spec: { podSelector: web, policyTypes: ["Egress"] },
            allows: everybody.map((from) => into(from)),
            denies: everybody.map((to) => outOf(to)),
        },
        {
            says: "without policyTypes a policy closes ingress",
            spec: { podSelector: web },
            allows: [outOf("db")],
            denies: [into("db")],
        },
        {
            says: "without policyTypes it closes egress too where it has rules for it",
            spec: { podSelector: web, egress: [{ ports: [{ port: 443 }] }] },
            allows: [outOf("db", 443)],
            denies: [into("db"), outOf("db")],
        },
        {
            says: "an empty list of egress rules is none, and empty policyTypes are none given",
            spec: { podSelector: web, policyTypes: [], egress: [] },
            allows: [outOf("db")],
            denies: [into("db")],
        },
        {
            says: "a pod reaches itself, and its node reaches it, whatever policies say",
            spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] },
            allows: [into("web"), into({ ip: "10.1.0.1" }), into({ ip: "192.168.0.1" }), outOf({ ip: "192.168.0.1" })],
            denies: [into({ ip: "192.168.0.2" })],
        },
        {
            says: "what is no pod, no policy closes",
            spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] },
            allows: [{ from: outside, to: { ip: "203.0.113.8" }, port: 80 }],
        },
    ],
    peers: [
        { says: "an empty rule lets everything in", spec: ingress({}), allows: everybody.map((from) => into(from, 9)) },
        { says: "an empty rule lets everything out", spec: egress({}), allows: everybody.map((to) => outOf(to, 9)) },
        {
            says: "an empty `from` is as good as none",
            spec: ingress({ from: [], ports: [{ port: 80 }] }),
            allows: everybody.map((from) => into(from)),
            denies: [into("db", 81)],
        },
        {
            says: "an empty `to` is as good as none",
            spec: egress({ to: [], ports: [] }),
            allows: everybody.map((to) => outOf(to, 81)),
        },
        {
            says: "a podSelector alone means the policy's own namespace",
            spec: ingress({ from: [{ podSelector: { matchLabels: { role: "fe" } } }] }),
            allows: [into("fe")],
            denies: [into("other"), into("db"), into(outside)],
        },
        {
            says: "an empty podSelector is every pod of the policy's own namespace",
            spec: egress({ to: [{ podSelector: {} }] }),
            allows: [outOf("fe"), outOf("db")],
            denies: [outOf("other"), outOf(outside)],
        },
        {
            says: "a namespaceSelector alone is every pod of those namespaces",
            spec: ingress({ from: [{ namespaceSelector: { matchLabels: { env: "dev" } } }] }),
            allows: [into("other"), into({ namespace: "b" })],
            denies: [into("fe"), into(outside), into({ namespace: "c" })],
        },
        {
            says: "an empty namespaceSelector is every pod anywhere, and no address",
            spec: egress({ to: [{ namespaceSelector: {} }] }),
            allows: [outOf("other"), outOf("db"), outOf({ namespace: "c" })],
            denies: [outOf(outside)],
        },
        {
            says: "both in one peer have to fit",
            spec: ingress({
                from: [
                    {
                        namespaceSelector: { matchLabels: { env: "prod" } },
                        podSelector: { matchLabels: { role: "fe" } },
                    },
                ],
            }),
            allows: [into("fe")],
            denies: [into("other"), into("db")],
        },
        {
            says: "of two peers one has to fit",
            spec: ingress({
                from: [
                    { namespaceSelector: { matchLabels: { env: "dev" } } },
                    { podSelector: { matchLabels: { role: "db" } } },
                ],
            }),
            allows: [into("other"), into("db")],
            denies: [into("fe")],
        },
        {
            says: "every Namespace has a label with its name",
            spec: ingress({ from: [{ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "b" } } }] }),
            allows: [into("other")],
            denies: [into("fe")],
        },
    ],
    matchExpressions: [
        {
            says: "In: the label has one of the values",
            spec: ingress({ from: [expression("role", "In", ["fe", "x"])] }),
            allows: [into("fe")],
            denies: [into("db"), into({ namespace: "a" })],
        },
        {
            says: "NotIn: the label has none of the values, or isn't there",
            spec: ingress({ from: [expression("role", "NotIn", ["fe", "x"])] }),
            allows: [into("db"), into({ namespace: "a" })],
            denies: [into("fe")],
        },
        {
            says: "Exists: the label is there, also empty",
            spec: ingress({ from: [expression("tier", "Exists")] }),
            allows: [into("fe"), into({ namespace: "a", labels: { tier: "" } })],
            denies: [into("db")],
        },
        {
            says: "DoesNotExist: the label isn't there",
            spec: ingress({ from: [expression("tier", "DoesNotExist")] }),
            allows: [into("db")],
            denies: [into("fe"), into({ namespace: "a", labels: { tier: "" } })],
        },
        {
            says: "all demands of a selector have to be met",
            spec: ingress({
                from: [
                    {
                        podSelector: {
                            matchLabels: { role: "fe" },
                            matchExpressions: [{ key: "tier", operator: "In", values: ["1", "2"] }],
                        },
                    },
                ],
            }),
            allows: [into("fe")],
            denies: [into("db"), into({ namespace: "a", labels: { role: "fe", tier: "3" } })],
        },
        {
            says: "they select namespaces too",
            spec: ingress({
                from: [
                    {
                        namespaceSelector: {
                            matchExpressions: [
                                { key: "kubernetes.io/metadata.name", operator: "NotIn", values: ["a"] },
                            ],
                        },
                    },
                ],
            }),
            allows: [into("other")],
            denies: [into("fe")],
        },
    ],
    ports: [
        {
            says: "the protocol is TCP where none is named",
            spec: ingress({ ports: [{ port: 80 }] }),
            allows: [into("db", 80), into("db", 80, "TCP")],
            denies: [into("db", 80, "UDP"), into("db", 80, "SCTP"), into("db", 443)],
        },
        {
            says: "a protocol alone is all its ports",
            spec: ingress({ ports: [{ protocol: "SCTP" }] }),
            allows: [into("db", 1, "SCTP"), into("db", 65535, "SCTP")],
            denies: [into("db", 80)],
        },
        {
            says: "an empty `ports` is every port of every protocol",
            spec: ingress({ from: [{ podSelector: {} }], ports: [] }),
            allows: [into("db", 1), into("db", 9, "UDP"), into("db", 9, "SCTP")],
            denies: [into("other", 1)],
        },
        {
            says: "endPort ends a range, both ends within",
            spec: egress({ ports: [{ port: 32000, endPort: 32768 }] }),
            allows: [outOf(outside, 32000), outOf("db", 32400), outOf("db", 32768)],
            denies: [outOf("db", 31999), outOf("db", 32769), outOf("db", 32400, "UDP")],
        },
        {
            says: "a name is the receiving pod's, in ingress",
            spec: ingress({ ports: [{ port: "https" }] }),
            allows: [into("db", 443)],
            denies: [into("db", 80)],
        },
        {
            says: "a name is the receiving pod's in egress too, and an address has none",
            spec: egress({ ports: [{ port: "https" }] }),
            allows: [outOf("db", 443)],
            denies: [outOf("db", 80), outOf(outside, 443), outOf({ namespace: "a" }, 443)],
        },
        {
            says: "a name holds for its protocol",
            spec: ingress({ ports: [{ port: "http", protocol: "UDP" }] }),
            allows: [into("db", 81, "UDP")],
            denies: [into("db", 80), into("db", 80, "UDP"), into("db", 81)],
        },
        {
            says: "peer and port have to fit in one rule",
            spec: ingress(
                { from: [{ podSelector: { matchLabels: { role: "db" } } }], ports: [{ port: 80 }] },
                { from: [{ podSelector: { matchLabels: { role: "fe" } } }], ports: [{ port: 443 }] },
            ),
            allows: [into("db", 80), into("fe", 443)],
            denies: [into("db", 443), into("fe", 80)],
        },
    ],
    ipBlock: [
        {
            says: "an address in the range and in no exception",
            spec: ingress({ from: [{ ipBlock: { cidr: "203.0.0.0/8", except: ["203.0.113.0/24", "203.1.0.0/16"] } }] }),
            allows: [into({ ip: "203.0.112.255" }), into({ ip: "203.255.0.1" })],
            denies: [into(outside), into({ ip: "203.1.2.3" }), into({ ip: "204.0.0.1" }), into({ ip: "2001:db8::1" })],
        },
        {
            says: "IPv6 likewise, and all of IPv4 is no IPv6",
            spec: egress({ to: [{ ipBlock: { cidr: "2001:db8::/32", except: ["2001:db8:1::/48"] } }] }),
            allows: [outOf({ ip: "2001:db8::7" }), outOf({ ip: "2001:0db8:2:0:0:0:0:1" })],
            denies: [outOf({ ip: "2001:db8:1::7" }), outOf({ ip: "2001:db9::" }), outOf(outside)],
        },
        {
            says: "all of IPv4 is no IPv6",
            spec: egress({ to: [{ ipBlock: { cidr: "0.0.0.0/0" } }] }),
            allows: [outOf(outside)],
            denies: [outOf({ ip: "2001:db8::7" })],
        },
        {
            says: "all of IPv6 is no IPv4",
            spec: ingress({ from: [{ ipBlock: { cidr: "::/0" } }] }),
            allows: [into({ ip: "2001:db8::7" })],
            denies: [into(outside), into({ ip: "10.0.0.1" })],
        },
        {
            says: "a pod is in a range by its address, and in none where that isn't known",
            spec: egress({ to: [{ ipBlock: { cidr: "0.0.0.0/0", except: ["10.1.0.3/32"] } }] }),
            allows: [outOf("db"), outOf({ ip: "10.1.0.2" }), outOf({ namespace: "c", ip: "10.9.0.1" })],
            denies: [outOf("fe"), outOf("other")],
        },
        {
            says: "the address of a pod is that pod, for selectors too",
            spec: ingress({ from: [{ podSelector: { matchLabels: { role: "db" } } }] }),
            allows: [into({ ip: "10.1.0.2" })],
            denies: [into({ ip: "10.1.0.3" })],
        },
        {
            says: "each of a pod's addresses is that pod, however it is written; asked by name the first one counts",
            spec: ingress({ from: [{ ipBlock: { cidr: "2001:db8:6::/48" } }] }),
            allows: [into("six"), into({ ip: "2001:0db8:6::0:1" })],
            denies: [into({ ip: "10.1.0.6" })],
        },
        {
            says: "the second address of a pod is that pod for selectors",
            spec: ingress({
                from: [{ podSelector: { matchLabels: { role: "six" } }, namespaceSelector: {} }],
            }),
            allows: [into("six"), into({ ip: "10.1.0.6" }), into({ ip: "2001:0db8:6::0:1" })],
            denies: [into("other")],
        },
    ],
};
