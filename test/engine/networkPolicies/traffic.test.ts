import assert from "node:assert/strict";
import { trafficAmong, type Connection } from "../../../engine";
import { deployment, pod, policy, service } from "./objects";
import { problemOf } from "./problemOf";
import { shop } from "./shop";

const fromWeb = (to: Connection["to"], port: number): Connection => ({ from: "web", to, port });

describe("traffic", () => {
    const traffic = trafficAmong(shop);

    it("is asked in pods, and in Services", () => {
        assert.ok(traffic.allows(fromWeb("cart", 8080)));
        assert.ok(traffic.allows(fromWeb("shop/cart", 8080)));
        assert.ok(traffic.allows(fromWeb({ service: "cart" }, 80)));
        assert.ok(!traffic.allows(fromWeb("cart", 80)), "a policy sees the pod's port");
        assert.ok(!traffic.allows({ from: "cart", to: "web", port: 8080 }));
    });

    it("says which policies let a connection through", () => {
        const { why, egress, ingress } = traffic.explain(fromWeb("cart", 8080));
        assert.equal(
            why,
            "shop/web -> shop/cart TCP 8080 is let through: egress of shop/web is opened by shop/web-to-cart; " +
                "ingress of shop/cart is opened by shop/web-to-cart-ingress",
        );
        assert.deepEqual(egress.closedBy, ["shop/closed", "shop/web-to-cart"]);
        assert.deepEqual(ingress.openedBy, ["shop/web-to-cart-ingress"]);
    });

    it("says which direction denies it, and what is nearly right", () => {
        assert.equal(
            traffic.explain(fromWeb("cart", 80)).why,
            "shop/web -> shop/cart TCP 80 is denied: egress of shop/web is closed by shop/closed, shop/web-to-cart and " +
                "nothing opens it for this, though shop/web-to-cart opens TCP 8080; ingress of shop/cart is closed by " +
                "shop/closed, shop/web-to-cart-ingress and nothing opens it for this, though shop/web-to-cart-ingress opens TCP 8080",
        );
        const elsewhere = traffic.explain({ from: { namespace: "x" }, to: "cart", port: 8080 });
        assert.match(
            elsewhere.why,
            /denied: ingress of shop\/cart is closed by shop\/closed, shop\/web-to-cart-ingress and/,
        );
        const ranged = policy("shop/lan", { podSelector: {}, egress: [{ to: [{ ipBlock: { cidr: "10.0.0.0/8" } }] }] });
        const { why } = trafficAmong([...shop, ranged]).explain(fromWeb({ namespace: "x" }, 1));
        assert.match(
            why,
            /though shop\/lan opens ranges, and the address of x\/\(a pod without labels\) is not known$/,
        );
    });

    it("says so where no policy has a say", () => {
        const open = trafficAmong([pod("a/one"), pod("a/two")]);
        assert.match(
            open.explain({ from: "one", to: "two", port: 1 }).why,
            /let through: no policy closes either end$/,
        );
        assert.match(open.explain({ from: "one", to: "one", port: 1 }).why, /a pod reaches itself/);
    });

    it("lists everything that is open, by ranges of ports", () => {
        assert.deepEqual(traffic.openings(), ["shop/web -> shop/cart TCP 8080"]);
        const more = policy("shop/more", {
            podSelector: { matchLabels: { app: "web" } },
            ingress: [
                { from: [{ ipBlock: { cidr: "203.0.113.0/24" } }], ports: [{ port: 1, endPort: 99 }, { port: 100 }] },
                { from: [{ namespaceSelector: {} }], ports: [{ port: "http" }, { protocol: "SCTP" }] },
            ],
        });
        const gateway = { namespace: "gateway", labels: { app: "gateway" } };
        assert.deepEqual(
            trafficAmong([...shop, more]).openings([gateway, { ip: "203.0.113.7" }, { ip: "10.0.0.1" }]),
            [
                "203.0.113.7 -> gateway/(app=gateway) SCTP 1-65535",
                "203.0.113.7 -> gateway/(app=gateway) TCP 1-65535",
                "203.0.113.7 -> gateway/(app=gateway) UDP 1-65535",
                "203.0.113.7 -> shop/web TCP 1-100",
                "10.0.0.1 -> gateway/(app=gateway) SCTP 1-65535",
                "10.0.0.1 -> gateway/(app=gateway) TCP 1-65535",
                "10.0.0.1 -> gateway/(app=gateway) UDP 1-65535",
                ...["10.0.0.1", "203.0.113.7", "gateway/(app=gateway)"].flatMap((to) =>
                    ["SCTP", "TCP", "UDP"].map((protocol) => `gateway/(app=gateway) -> ${to} ${protocol} 1-65535`),
                ),
                "gateway/(app=gateway) -> shop/web SCTP 1-65535",
                "gateway/(app=gateway) -> shop/web TCP 8080",
                "shop/web -> shop/cart TCP 8080",
            ].sort(),
        );
    });

    it("reaches every pod behind a Service, or says no", () => {
        const both = service("shop/both", { selector: { tier: "back" }, ports: [{ port: 80, targetPort: 8080 }] });
        const good = pod("shop/good", { tier: "back", app: "cart" });
        const bad = pod("shop/bad", { tier: "back", app: "other" });
        const ask = (...pods: object[]) =>
            trafficAmong([...shop, both, ...pods]).explain(fromWeb({ service: "both" }, 80));
        assert.ok(ask(good).allowed);
        for (const pods of [
            [good, bad],
            [bad, good],
        ]) {
            assert.match(ask(...pods).why, /^shop\/web -> shop\/bad TCP 8080 is denied/);
        }
    });

    it("leaves out pods behind a Service that have no port of the target's name", () => {
        const nameless = pod("shop/nameless", { app: "cart" });
        const reached = trafficAmong([...shop, nameless]).explain(fromWeb({ service: "cart" }, 80));
        assert.match(reached.why, /^shop\/web -> shop\/cart TCP 8080 is let through/);
    });

    it("tells a Service's ports of one number by their protocols", () => {
        const ports = [
            { port: 80, protocol: "UDP", targetPort: 9 },
            { port: 80, targetPort: 8080 },
        ];
        const asked = trafficAmong([...shop, service("shop/two", { selector: { app: "cart" }, ports })]);
        assert.ok(asked.allows(fromWeb({ service: "two" }, 80)));
        const udp = asked.explain({ ...fromWeb({ service: "two" }, 80), protocol: "UDP" });
        assert.match(udp.why, /^shop\/web -> shop\/cart UDP 9 is denied/);
    });

    it("knows that a headless Service maps no port", () => {
        const headless = { clusterIP: "None", selector: { app: "cart" }, ports: [{ port: 80, targetPort: 8080 }] };
        const asked = trafficAmong([...shop, service("shop/pods", headless)]);
        assert.ok(asked.allows(fromWeb({ service: "pods" }, 8080)));
        assert.ok(!asked.allows(fromWeb({ service: "pods" }, 80)));
    });

    const noAnswers: [string, object, number, RegExp][] = [
        ["without a selector", { ports: [{ port: 80 }] }, 80, /"shop\/x" selects no pods \(ask for the pod/],
        ["that is another name only", { type: "ExternalName", selector: { app: "cart" } }, 80, /selects no pods/],
        ["without pods", { selector: { app: "none" }, ports: [{ port: 80 }] }, 80, /no pod among the given objects/],
        [
            "without the port",
            { selector: { app: "cart" }, ports: [{ port: 80 }] },
            81,
            /no port 81\/TCP \(its ports: 80\/TCP\)/,
        ],
        [
            "without a pod that has the named port",
            { selector: { app: "cart" }, ports: [{ port: 80, targetPort: "web" }] },
            80,
            /has a port named "web"/,
        ],
    ];
    for (const [what, spec, port, message] of noAnswers) {
        it(`refuses to answer for a Service ${what}`, () => {
            const asked = trafficAmong([...shop, service("shop/x", spec)]);
            assert.match(
                problemOf(() => asked.allows(fromWeb({ service: "x" }, port))),
                message,
            );
        });
    }

    const badQuestions: [string, Connection, RegExp][] = [
        [
            "a pod that isn't there",
            fromWeb("crat", 80),
            /not-found : there is no pod "crat" \(known are: shop\/cart, shop\/web\)/,
        ],
        ["a Service that isn't there", fromWeb({ service: "web" }, 80), /no Service "web" \(known are: shop\/cart\)/],
        ["a name as an address", fromWeb({ ip: "example.com" }, 80), /bad-address : "example.com" is no IP address/],
        ["a port that is none", fromWeb("cart", 0), /bad-port : 0 is no port/],
        ["half a port", fromWeb("cart", 80.5), /bad-port/],
        [
            "a protocol that is none",
            { ...fromWeb("cart", 80), protocol: "ICMP" as "TCP" },
            /no "ICMP" \(write one of: TCP, UDP, SCTP\)/,
        ],
    ];
    for (const [what, connection, message] of badQuestions) {
        it(`refuses ${what}`, () =>
            assert.match(
                problemOf(() => traffic.allows(connection)),
                message,
            ));
    }

    it("asks which one is meant", () => {
        const two = trafficAmong([...shop, pod("bank/cart"), pod("x/y"), deployment("x/y", {})]);
        assert.match(
            problemOf(() => two.allows(fromWeb("cart", 80))),
            /2 objects make a pod "cart" \(write one of: bank\/cart, shop\/cart\)/,
        );
        assert.match(
            problemOf(() => two.allows(fromWeb("x/y", 80))),
            /not-one .*leave one of the objects out/,
        );
        assert.ok(two.allows(fromWeb("shop/cart", 8080)));
    });
});
