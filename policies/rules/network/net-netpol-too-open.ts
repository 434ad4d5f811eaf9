import { inItems } from "../../items";
import { isEveryAddress, metadataServices, rangeHolds } from "../../model/ipRanges";
import { isolates, type Direction } from "../../model/networkPolicies";
import { matchesEverything } from "../../model/labelSelector";
import type { Value } from "../../model/value";
import type { Outcome } from "../../outcome";
import { defineRule } from "../../rule";
import { all, any, holds, not, onlyIf, violationIf, type Truth } from "../../truth";

/** First and last addresses of what isn't the internet: whoever may go there may go anywhere in the network. */
const inside4 = ["10.0.0.0", "10.255.255.255", "172.16.0.0", "172.31.255.255", "192.168.0.0", "192.168.255.255"];
const inside6 = ["fc00::", "fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"];
const inside = [...inside4, ...inside6, ...metadataServices];

export const netNetpolTooOpen = defineRule({
    id: "net-netpol-too-open",
    group: "network",
    target: "object",
    kinds: ["NetworkPolicy"],
    title: "A NetworkPolicy opens no more than it names",
    severity: "high",
    since: "0.1.0",
    frameworks: [{ name: "NSA" }],
    rivals: {
        kubescape: ["C-0049", "C-0054"],
        kyverno: ["restrict-networkpolicy-empty-podselector"],
    },
    why: "a policy that lets everybody through looks like protection and is none",
    details: `Judges the rules of the directions that the policy closes. Too open is

* a rule without \`from\` or \`to\` (that is: everybody), also one that only names ports, and an empty peer;
* \`namespaceSelector: {}\` without labels of pods beside it: every pod of the cluster;
* an \`ipBlock\` of every address (\`0.0.0.0/0\`, \`::/0\`). Outwards one is let through whose \`except\` takes away the
  private networks and the metadata service (\`10.0.0.0/8\`, \`172.16.0.0/12\`, \`192.168.0.0/16\`, \`169.254.0.0/16\`; for
  IPv6 \`fc00::/7\`): it says "the internet", which is how an edge to a host name has to be written;
* outwards, any other range that holds the metadata service of the clouds, \`169.254.169.254\`.

\`podSelector: {}\` selects the pods of one namespace, and is fine: both as what the policy is about (a default-deny) and
as a peer.`,
    fix: "name the peers: podSelector, namespaceSelector with labels, or the ipBlock that is meant",
    componentFixes: {
        StandardService: { arguments: ["connectsTo", "acceptsFrom"], to: "to the app, host or range that is meant" },
        PostgresDatabase: { arguments: ["acceptsFrom"], to: "to the app or range that is meant" },
    },
    *check(policy) {
        const spec = policy.body.get("spec");
        const ingress = inItems(spec.get("ingress"), (rule) => tooOpen(rule.get("from"), "Ingress"));
        yield* onlyIf(isolates(policy, "Ingress"), ingress);
        const egress = inItems(spec.get("egress"), (rule) => tooOpen(rule.get("to"), "Egress"));
        yield* onlyIf(isolates(policy, "Egress"), egress);
    },
});

function* tooOpen(peers: Value, direction: Direction): Iterable<Outcome> {
    const nobodyNamed = holds(peers, (list) => list.items().length === 0);
    yield* violationIf(nobodyNamed, peers, `this rule names no peers, so that it ${opens(direction, "everybody")}`);
    yield* inItems(peers, (peer) => tooOpenPeer(peer, direction));
}

function* tooOpenPeer(peer: Value, direction: Direction): Iterable<Outcome> {
    const [block, namespaces, pods] = ["ipBlock", "namespaceSelector", "podSelector"].map((key) => peer.get(key)) as [
        Value,
        Value,
        Value,
    ];
    const unset = [block, namespaces, pods].map((value) => holds(value, (known) => known.isUnset));
    yield* violationIf(all(...unset), peer, `an empty peer ${opens(direction, "everybody")}`);
    const everyPod = all(
        matchesEverything(namespaces),
        any(
            holds(pods, (known) => known.isUnset),
            matchesEverything(pods),
        ),
    );
    yield* violationIf(everyPod, namespaces, `an empty selector ${opens(direction, "every pod of the cluster")}`);
    yield* tooWide(block, direction);
}

function* tooWide(block: Value, direction: Direction): Iterable<Outcome> {
    const cidr = block.get("cidr");
    const everyAddress = holds(cidr, (known) => isEveryAddress(known.string()));
    const reached = (addresses: readonly string[]): Truth =>
        any(...addresses.map((address) => reaches(block, address)));
    const wide = direction === "Ingress" ? everyAddress : all(everyAddress, reached(inside));
    yield* violationIf(wide, cidr, `this range ${opens(direction, "every address")}`);
    const metadata = direction === "Egress" && all(not(everyAddress), reached(metadataServices));
    yield* violationIf(metadata, cidr, "this range holds the cloud's metadata service, 169.254.169.254");
}

function reaches(block: Value, address: string): Truth {
    const except = block.get("except");
    const excepted = any(
        ...except.items().map((range) => holds(range, (known) => rangeHolds(known.string(), address))),
        holds(except, () => false),
    );
    return all(
        holds(block.get("cidr"), (cidr) => rangeHolds(cidr.string(), address)),
        not(excepted),
    );
}

function opens(direction: Direction, whom: string): string {
    return direction === "Ingress" ? `lets in ${whom}` : `opens the way to ${whom}`;
}
