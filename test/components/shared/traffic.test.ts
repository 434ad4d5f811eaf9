import assert from "node:assert/strict";
import { PostgresDatabase, StandardService, TeamNamespace, type StandardServiceArgs } from "../../../index";
import { preview, trafficOf, type Traffic } from "../../../engine";
import { payments } from "../../../examples/typescript/payments";

const postgres = [{ port: 5432 }];
const http = { http: { port: 80, targetPort: 8080 } };

async function trafficAfter(program: () => void): Promise<Traffic> {
    return trafficOf(await preview(program));
}

function service(name: string, namespace: string, rest: Partial<StandardServiceArgs> = {}): StandardService {
    return new StandardService(name, {
        environment: "dev",
        namespace,
        image: `acme/${name}:1.0`,
        ports: http,
        ...rest,
    });
}

function database(namespace: string, acceptsFrom = {}): PostgresDatabase {
    return new PostgresDatabase("ledger", { environment: "dev", namespace, acceptsFrom });
}

describe("traffic of edges", () => {
    it("within a namespace one declaration opens both sides", async () => {
        const traffic = await trafficAfter(() => {
            const ledger = database("shop");
            const cart = service("cart", "shop", { connectsTo: { ledger: ledger.endpoint } });
            service("web", "shop", { connectsTo: { cart: cart.endpoint } });
        });
        assert.deepEqual(traffic.openings([{ ip: "203.0.113.7" }, { namespace: "shop" }]).filter(isOfServices), [
            "shop/cart -> shop/ledger TCP 5432",
            "shop/web -> shop/cart TCP 8080",
        ]);
    });

    const to = { connectsTo: { ledger: { app: "ledger", namespace: "bank", ports: postgres } } };
    const from = { api: { app: "api", namespace: "shop", ports: postgres } };
    const strangers = [{ namespace: "shop" }, { namespace: "stranger", labels: { app: "api" } }];
    const sides: [string, Partial<StandardServiceArgs>, object, string[], RegExp | undefined][] = [
        ["both sides", to, from, ["shop/api -> bank/ledger TCP 5432"], undefined],
        [
            "the sending side alone",
            to,
            {},
            [],
            /denied: ingress of bank\/ledger is closed by bank\/ledger and nothing opens it for this$/,
        ],
        [
            "the receiving side alone",
            {},
            from,
            [],
            /denied: egress of shop\/api is closed by shop\/api and nothing opens it for this$/,
        ],
        [
            "both sides for different ports",
            { connectsTo: { ledger: { ...to.connectsTo.ledger, ports: [{ port: 5433 }] } } },
            from,
            [],
            /denied: egress of shop\/api is closed by shop\/api, shop\/api-to-ledger and .* opens TCP 5433$/,
        ],
    ];
    for (const [what, sending, receiving, openings, reason] of sides) {
        it(`across namespaces: ${what}`, async () => {
            const traffic = await trafficAfter(() => {
                service("api", "shop", sending);
                service("other", "shop");
                database("bank", receiving);
            });
            const found = traffic.openings([...strangers, { namespace: "bank", labels: { app: "x" } }]);
            assert.deepEqual(found.filter(isOfServices), openings);
            const { allowed, why } = traffic.explain({ from: "shop/api", to: "ledger", port: 5432 });
            assert.equal(allowed, reason === undefined, why);
            assert.match(why, reason ?? /is let through/);
        });
    }

    it("a range lets its addresses in or is sent to, at its ports and protocol", async () => {
        const ports = [{ port: 53, protocol: "UDP" }];
        const traffic = await trafficAfter(() => {
            service("api", "shop", {
                connectsTo: { lan: { cidr: "10.20.0.0/16", ports }, six: { cidr: "2001:db8::/32", ports: postgres } },
                acceptsFrom: { office: { cidr: "198.51.100.0/24", ports: [{ port: 8080 }] } },
            });
        });
        const addresses = ["10.20.255.255", "10.21.0.0", "2001:db8::1", "2001:db9::", "198.51.100.9", "198.51.101.0"];
        assert.deepEqual(traffic.openings(addresses.map((ip) => ({ ip }))), [
            "198.51.100.9 -> shop/api TCP 8080",
            "shop/api -> 10.20.255.255 UDP 53",
            "shop/api -> 2001:db8::1 TCP 5432",
        ]);
    });

    it("a host is every public address, and no private one", async () => {
        const traffic = await trafficAfter(() => {
            service("api", "shop", { connectsTo: { bank: { host: "api.bank.example", ports: [{ port: 443 }] } } });
            service("web", "shop");
        });
        const open = ["203.0.113.7", "2600::1", "9.255.255.255", "100.128.0.0", "172.32.0.0"];
        const closed = ["10.0.0.1", "100.64.0.1", "127.0.0.1", "169.254.169.254", "172.31.0.1", "192.168.1.1"];
        const closed6 = ["::1", "fc00::1", "fd00::1", "fe80::1"];
        const others = [...open, ...closed, ...closed6].map((ip) => ({ ip }));
        assert.deepEqual(traffic.openings(others), open.map((ip) => `shop/api -> ${ip} TCP 443`).sort());
    });

    it("a whole namespace is every pod of it, and nobody else", async () => {
        const acceptsFrom = { gateway: { namespace: "gateways", ports: [{ port: 8080 }] } };
        const traffic = await trafficAfter(() => void service("web", "shop", { acceptsFrom }));
        const others = [
            { namespace: "gateways" },
            { namespace: "gateway", labels: { app: "web" } },
            { ip: "10.0.0.1" },
        ];
        assert.deepEqual(traffic.openings(others).filter(isOfServices), [
            "gateways/(a pod without labels) -> shop/web TCP 8080",
        ]);
    });

    it("a TeamNamespace closes every pod of it, and lets all of them look names up", async () => {
        const program = () =>
            void new TeamNamespace("shop", { environment: "dev", dns: { cidrs: ["169.254.20.10/32"] } });
        const traffic = await trafficAfter(program);
        const dns = { namespace: "kube-system", labels: { "k8s-app": "kube-dns" } };
        const others = [
            { namespace: "shop" },
            dns,
            { namespace: "kube-system" },
            { ip: "169.254.20.10" },
            { ip: "10.0.0.1" },
        ];
        const lines = traffic.openings(others).filter((line) => line.includes("shop/"));
        const ports = ["TCP 53", "TCP 5353", "UDP 53", "UDP 5353"];
        assert.deepEqual(
            lines,
            ["169.254.20.10", "kube-system/(k8s-app=kube-dns)"].flatMap((to) =>
                ports.map((port) => `shop/(a pod without labels) -> ${to} ${port}`),
            ),
        );
    });
});

describe("traffic of examples/typescript", () => {
    for (const environment of ["dev", "prod"]) {
        it(`in ${environment}: what the program declares is open, and nothing else`, async () => {
            const traffic = await trafficAfter(() => void payments(environment, "4.2.0"));
            const own = `payments-${environment}`;
            const dns = { namespace: "kube-system", labels: { "k8s-app": "kube-dns" } };
            const shop = { namespace: "shop-prod", labels: { app: "checkout" } };
            const strangers = [
                { namespace: "shop-prod", labels: { app: "web" } },
                { namespace: "shop-dev", labels: { app: "checkout" } },
                { namespace: own },
                { ip: "10.0.0.7" },
            ];
            const lines = traffic.openings([dns, shop, ...strangers, { ip: "203.0.113.7" }]);
            const ports = ["TCP 53", "TCP 5353", "UDP 53", "UDP 5353"];
            const pods = ["(a pod without labels)", "ledger", "payments-api", "settlement"];
            assert.deepEqual(
                lines.filter((line) => line.includes(`${own}/`)),
                [
                    ...pods.flatMap((pod) =>
                        ports.map((port) => `${own}/${pod} -> kube-system/(k8s-app=kube-dns) ${port}`),
                    ),
                    `${own}/payments-api -> 203.0.113.7 TCP 443`,
                    `${own}/payments-api -> ${own}/ledger TCP 5432`,
                    `${own}/settlement -> ${own}/ledger TCP 5432`,
                    `${own}/settlement -> ${own}/payments-api TCP 8080`,
                    `shop-prod/(app=checkout) -> ${own}/payments-api TCP 8080`,
                ].sort(),
            );
        });
    }
});

/** Leaves out what passes between bystanders, whom no policy closes. */
function isOfServices(line: string): boolean {
    return !/^(\S+\(.*\)|[\d.]+) -> (\S+\(.*\)|[\d.]+) /.test(line);
}
