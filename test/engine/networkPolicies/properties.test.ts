import assert from "node:assert/strict";
import * as fc from "fast-check";
import { trafficAmong, type Connection } from "../../../engine";
import { blockHolds } from "../../../engine/networkPolicies/ipBlock";
import { selects, type LabelSelector } from "../../../engine/networkPolicies/labelSelector";
import { namespace, pod, policy } from "./objects";

const keys = ["app", "role"];
const values = ["a", "b"];
const labels = fc.dictionary(fc.constantFrom(...keys), fc.constantFrom(...values), { maxKeys: 2 });
const expression = fc.oneof(
    fc.record({
        key: fc.constantFrom(...keys),
        operator: fc.constantFrom("In" as const, "NotIn" as const),
        values: fc.array(fc.constantFrom(...values), { minLength: 1, maxLength: 2 }),
    }),
    fc.record({
        key: fc.constantFrom(...keys),
        operator: fc.constantFrom("Exists" as const, "DoesNotExist" as const),
    }),
);
const selector: fc.Arbitrary<LabelSelector> = fc.record(
    { matchLabels: labels, matchExpressions: fc.array(expression, { maxLength: 2 }) },
    { requiredKeys: [] },
);
const block = fc.constantFrom(
    { cidr: "10.0.0.0/8" },
    { cidr: "10.0.0.0/8", except: ["10.0.1.0/24"] },
    { cidr: "0.0.0.0/0" },
    { cidr: "2001:db8::/32" },
);
const peer = fc.oneof(
    fc.record({ podSelector: selector }),
    fc.record({ namespaceSelector: selector }),
    fc.record({ podSelector: selector, namespaceSelector: selector }),
    fc.record({ ipBlock: block }),
);
const protocol = fc.constantFrom("TCP" as const, "UDP" as const, "SCTP" as const);
const port = fc.oneof(
    fc.record({ port: fc.constantFrom<number | string>(1, 2, 5, "http"), protocol }, { requiredKeys: ["port"] }),
    fc.record({ port: fc.integer({ min: 1, max: 4 }), endPort: fc.integer({ min: 4, max: 8 }), protocol }),
    fc.record({ protocol }),
);
const rules = (end: "from" | "to") =>
    fc.array(
        fc.record(
            { [end]: fc.array(peer, { maxLength: 2 }), ports: fc.array(port, { maxLength: 2 }) },
            { requiredKeys: [] },
        ),
        { maxLength: 2 },
    );
const spec = fc.record(
    {
        podSelector: selector,
        policyTypes: fc.subarray(["Ingress", "Egress"]),
        ingress: rules("from"),
        egress: rules("to"),
    },
    { requiredKeys: ["podSelector"] },
);
const policies = fc
    .array(fc.record({ namespace: fc.constantFrom("x", "y"), spec }), { maxLength: 4 })
    .map((all) => all.map(({ namespace, spec }, index) => policy(`${namespace}/p${index}`, spec)));
const onePolicy = fc
    .record({ namespace: fc.constantFrom("x", "y"), spec })
    .map(({ namespace, spec }) => policy(`${namespace}/one-more`, spec));

const ports = [{ name: "http", containerPort: 3 }];
const pods = fc.array(fc.record({ namespace: fc.constantFrom("x", "y"), labels, named: fc.boolean() }), {
    minLength: 2,
    maxLength: 3,
});
const world = pods.map((all) => [
    namespace("x", { app: "a" }),
    namespace("y", { role: "b" }),
    ...all.map(({ namespace, labels, named }, index) =>
        pod(`${namespace}/pod${index}`, labels, {
            spec: { containers: [{ name: "main", ports: named ? ports : [] }] },
            status: { podIP: `10.0.${index}.1` },
        }),
    ),
]);
const party = fc.constantFrom<string | { ip: string }>("pod0", "pod1", { ip: "10.0.1.7" }, { ip: "2001:db8::1" });
const connection: fc.Arbitrary<Connection> = fc.record({
    from: party,
    to: party,
    port: fc.integer({ min: 1, max: 9 }),
    protocol,
});

describe("traffic: properties", () => {
    it("a policy more only opens, for pods that were closed in its directions already", () => {
        const closed = ["x", "y"].map((name) =>
            policy(`${name}/closed`, { podSelector: {}, policyTypes: ["Ingress", "Egress"] }),
        );
        fc.assert(
            fc.property(world, policies, onePolicy, connection, (world, policies, more, asked) => {
                const before = trafficAmong([...world, ...closed, ...policies]).allows(asked);
                const after = trafficAmong([...world, ...closed, ...policies, more]).allows(asked);
                assert.ok(!before || after);
            }),
            { numRuns: 1000 },
        );
    });

    it("a policy without rules only closes, and only what sends or receives in its directions", () => {
        fc.assert(
            fc.property(
                world,
                policies,
                fc.constantFrom("Ingress", "Egress"),
                connection,
                (world, policies, type, asked) => {
                    const before = trafficAmong([...world, ...policies]).explain(asked);
                    const deny = policy("x/deny", { podSelector: {}, policyTypes: [type] });
                    const after = trafficAmong([...world, ...policies, deny]).explain(asked);
                    assert.ok(before.allowed || !after.allowed);
                    const other = type === "Ingress" ? "egress" : "ingress";
                    assert.deepEqual(after[other], before[other]);
                },
            ),
            { numRuns: 1000 },
        );
    });

    it("neither the order of objects nor that of keys or labels counts", () => {
        fc.assert(
            fc.property(world, policies, connection, (world, policies, asked) => {
                const all = [...world, ...policies];
                const { allowed } = trafficAmong(all).explain(asked);
                assert.equal(trafficAmong(all.map(reversedKeys).reverse() as object[]).allows(asked), allowed);
            }),
            { numRuns: 500 },
        );
    });

    it("openings are exactly the connections that are allowed", () => {
        fc.assert(
            fc.property(world, policies, (world, policies) => {
                const traffic = trafficAmong([...world, ...policies]);
                const names = (world as { kind: string; metadata: { name: string; namespace: string } }[])
                    .filter(({ kind }) => kind === "Pod")
                    .map(({ metadata }) => `${metadata.namespace}/${metadata.name}`);
                const open = traffic.openings().map(parseOpening);
                for (const from of names) {
                    for (const to of names.filter((name) => name !== from)) {
                        for (const protocol of ["TCP", "UDP", "SCTP"] as const) {
                            for (const port of [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 65535]) {
                                const isListed = open.some(
                                    (line) =>
                                        line.from === from &&
                                        line.to === to &&
                                        line.protocol === protocol &&
                                        line.first <= port &&
                                        port <= line.last,
                                );
                                assert.equal(isListed, traffic.allows({ from, to, port, protocol }));
                            }
                        }
                    }
                }
            }),
            { numRuns: 100 },
        );
    });

    it("a selector selects what a slow reading of its definition does", () => {
        fc.assert(
            fc.property(selector, labels, (selector, labels) => {
                assert.equal(selects(selector, labels), slowly(selector).has(canonical(labels)));
            }),
            { numRuns: 2000 },
        );
    });

    it("a range holds the addresses that share its first bits", () => {
        const byte = fc.integer({ min: 0, max: 255 });
        const near = fc.array(fc.oneof(fc.constantFrom(0, 1, 127, 128, 255), byte), { minLength: 4, maxLength: 4 });
        const group = fc.oneof(fc.constantFrom(0, 1, 0x7fff, 0x8000, 0xffff), fc.integer({ min: 0, max: 0xffff }));
        const near6 = fc.array(group, { minLength: 8, maxLength: 8 });
        const check = (
            parts: number[],
            other: number[],
            length: number,
            size: number,
            text: (parts: number[]) => string,
        ) => {
            const bits = (parts: number[]) => parts.map((part) => part.toString(2).padStart(size, "0")).join("");
            const expected = bits(parts).slice(0, length) === bits(other).slice(0, length);
            assert.equal(blockHolds({ cidr: `${text(parts)}/${length}` }, text(other)), expected);
        };
        /** An address that begins as the other one, so that both answers come up. */
        const mixed = (parts: number[], other: number[], same: number) => [
            ...parts.slice(0, same),
            ...other.slice(same),
        ];
        fc.assert(
            fc.property(near, near, fc.nat(4), fc.nat(32), (parts, other, same, length) =>
                check(parts, mixed(parts, other, same), length, 8, (parts) => parts.join(".")),
            ),
            { numRuns: 1000 },
        );
        const text6 = (parts: number[]) => parts.map((part) => part.toString(16)).join(":");
        fc.assert(
            fc.property(near6, near6, fc.nat(8), fc.nat(128), (parts, other, same, length) =>
                check(parts, mixed(parts, other, same), length, 16, text6),
            ),
            { numRuns: 1000 },
        );
    });
});

/** Starts from all label sets that there are, and takes away those that a demand does not admit. */
function slowly({ matchLabels, matchExpressions }: LabelSelector): Set<string> {
    const options = [undefined, ...values];
    let left = options.flatMap((app) => options.map((role): Record<string, string | undefined> => ({ app, role })));
    for (const [key, value] of Object.entries(matchLabels ?? {})) {
        left = left.filter((set) => set[key] === value);
    }
    for (const { key, operator, values } of matchExpressions ?? []) {
        const admitted = left.filter((set) => {
            const listed = (values ?? []).filter((value) => value === set[key]).length > 0;
            const there = set[key] !== undefined;
            return { In: there && listed, NotIn: !there || !listed, Exists: there, DoesNotExist: !there }[operator];
        });
        left = admitted;
    }
    return new Set(left.map(canonical));
}

function canonical(labels: Record<string, string | undefined>): string {
    return keys.map((key) => `${key}=${labels[key] ?? "-"}`).join();
}

function reversedKeys(value: unknown): unknown {
    if (Array.isArray(value)) {
        return value.map(reversedKeys).reverse();
    }
    if (typeof value === "object" && value !== null) {
        return Object.fromEntries(
            Object.entries(value)
                .reverse()
                .map(([key, inner]) => [key, reversedKeys(inner)]),
        );
    }
    return value;
}

function parseOpening(line: string) {
    const [, from, to, protocol, first, last] = /^(\S+) -> (\S+) (\S+) (\d+)(?:-(\d+))?$/.exec(line)!;
    return { from, to, protocol, first: Number(first), last: Number(last ?? first) };
}
