import assert from "node:assert/strict";
import type * as pulumi from "@pulumi/pulumi";
import { PostgresDatabase, StandardService, TeamNamespace } from "../../../index";
import type { ConnectionArgs, StandardServiceArgs } from "../../../index";
import { edgeProblems } from "../../../components/shared/edgeChecks";
import { findResources, preview, type EngineResource } from "../../../engine";

const minimal: StandardServiceArgs = { environment: "dev", namespace: "shop", image: "acme/api:1.0" };
const postgres = [{ port: 5432 }];

interface Policy {
    metadata: { name: string; namespace: string; annotations: Record<string, string> };
    spec: Record<string, unknown>;
}

/** NetworkPolicies of a program by name, without those that only close. */
async function edgesOf(program: () => void): Promise<Record<string, Policy & { parent: string }>> {
    const result = await preview(program);
    const policies = findResources(result, { type: "NetworkPolicy" }).filter(({ name }) => /-(to|from)-/.test(name));
    return Object.fromEntries(
        policies.map((found) => [found.name, { ...policyOf(found), parent: found.parent ?? "" }]),
    );
}

function policyOf({ inputs }: EngineResource): Policy {
    return inputs as unknown as Policy;
}

function edgesFrom(connectsTo: Record<string, ConnectionArgs>): Promise<Record<string, Policy & { parent: string }>> {
    return edgesOf(() => void new StandardService("api", { ...minimal, connectsTo }));
}

describe("edges", () => {
    it("to an app of the same namespace open both sides, as children of who declares them", async () => {
        const found = await edgesFrom({ db: { app: "ledger", namespace: "shop", ports: postgres } });
        assert.deepEqual(Object.keys(found).sort(), ["api-to-db", "api-to-db-ingress"]);
        const ports = [{ port: 5432, protocol: "TCP" }];
        assert.deepEqual(found["api-to-db"]!.spec, {
            podSelector: { matchLabels: { app: "api" } },
            policyTypes: ["Egress"],
            egress: [{ to: [{ podSelector: { matchLabels: { app: "ledger" } } }], ports }],
        });
        assert.deepEqual(found["api-to-db-ingress"]!.spec, {
            podSelector: { matchLabels: { app: "ledger" } },
            policyTypes: ["Ingress"],
            ingress: [{ from: [{ podSelector: { matchLabels: { app: "api" } } }], ports }],
        });
        for (const [name, { metadata, parent }] of Object.entries(found)) {
            assert.equal(metadata.name, name);
            assert.equal(metadata.annotations["waymark.dev/edge"], "api->ledger");
            assert.match(parent, /StandardService::api$/);
        }
    });

    it("across namespaces are each side's own", async () => {
        const found = await edgesOf(() => {
            new StandardService("api", {
                ...minimal,
                connectsTo: { db: { app: "ledger", namespace: "bank", ports: postgres } },
            });
            new PostgresDatabase("ledger", {
                environment: "dev",
                namespace: "bank",
                acceptsFrom: { api: { app: "api", namespace: "shop", ports: postgres } },
            });
        });
        assert.deepEqual(Object.keys(found).sort(), ["api-to-db", "ledger-from-api"]);
        const peer = (app: string, namespace: string) => ({
            podSelector: { matchLabels: { app } },
            namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": namespace } },
        });
        const ports = [{ port: 5432, protocol: "TCP" }];
        assert.deepEqual(found["api-to-db"]!.spec["egress"], [{ to: [peer("ledger", "bank")], ports }]);
        assert.deepEqual(found["ledger-from-api"]!.spec["ingress"], [{ from: [peer("api", "shop")], ports }]);
        assert.equal(found["ledger-from-api"]!.metadata.annotations["waymark.dev/edge"], "api->ledger");
        assert.equal(found["ledger-from-api"]!.metadata.namespace, "bank");
        assert.match(found["ledger-from-api"]!.parent, /PostgresDatabase::ledger$/);
    });

    it("know a TeamNamespace's name for the text that it will be", async () => {
        const program = (namespaceOf: (team: TeamNamespace) => pulumi.Input<string>) => () => {
            const team = new TeamNamespace("shop", { environment: "dev" });
            const ledger = new PostgresDatabase("ledger", { environment: "dev", namespace: team.name });
            const connectsTo = { db: ledger.endpoint };
            new StandardService("api", { ...minimal, namespace: namespaceOf(team), connectsTo });
        };
        const both = ["api-to-db", "api-to-db-ingress"];
        assert.deepEqual(Object.keys(await edgesOf(program((team) => team.name))).sort(), both);
        assert.deepEqual(Object.keys(await edgesOf(program(() => "shop"))).sort(), both);
        assert.deepEqual(Object.keys(await edgesOf(program(() => "bank"))), ["api-to-db"]);
    });

    it("hold for the ports that the pods listen on", async () => {
        const found = await edgesOf(() => {
            const ports = { http: { port: 80, targetPort: 8080 }, dns: { port: 53, protocol: "UDP" } };
            const web = new StandardService("web", { ...minimal, ports });
            new StandardService("api", { ...minimal, connectsTo: { web: web.endpoint } });
        });
        const [rule] = found["api-to-web"]!.spec["egress"] as [{ ports: unknown }];
        assert.deepEqual(rule.ports, [
            { port: 53, protocol: "UDP" },
            { port: 8080, protocol: "TCP" },
        ]);
    });

    it("to a range open it, and to a host every public address", async () => {
        const found = await edgesFrom({
            lan: { cidr: "10.20.0.0/16", ports: postgres },
            bank: { host: "api.bank.example", ports: [{ port: 443 }] },
        });
        assert.deepEqual(Object.keys(found).sort(), ["api-to-bank", "api-to-lan"]);
        const [lan] = found["api-to-lan"]!.spec["egress"] as [{ to: unknown }];
        assert.deepEqual(lan.to, [{ ipBlock: { cidr: "10.20.0.0/16" } }]);
        const [bank] = found["api-to-bank"]!.spec["egress"] as [
            { to: { ipBlock: { cidr: string; except: string[] } }[] },
        ];
        assert.deepEqual(
            bank.to.map(({ ipBlock }) => ipBlock.cidr),
            ["0.0.0.0/0", "::/0"],
        );
        assert.ok(
            bank.to[0]!.ipBlock.except.includes("169.254.0.0/16"),
            "a cloud's metadata service is no public host",
        );
        assert.equal(found["api-to-bank"]!.metadata.annotations["waymark.dev/edge"], "api->api.bank.example");
        assert.equal(found["api-to-bank"]!.metadata.annotations["waymark.dev/host"], "api.bank.example");
    });

    it("from a namespace alone let in every pod of it, and nothing is sent to one", async () => {
        const ports = [{ port: 8080 }];
        const gateway = { namespace: "gateway-system", ports };
        const found = await edgesOf(() => void new StandardService("api", { ...minimal, acceptsFrom: { gateway } }));
        assert.deepEqual(found["api-from-gateway"]!.spec["ingress"], [
            {
                from: [{ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "gateway-system" } } }],
                ports: [{ port: 8080, protocol: "TCP" }],
            },
        ]);
        assert.equal(found["api-from-gateway"]!.metadata.annotations["waymark.dev/edge"], "gateway-system->api");
        assert.deepEqual(
            edgeProblems("connectsTo", { gateway }).map(({ code }) => code),
            ["edge-end", "edge-namespace"],
        );
    });

    it("have names of at most 52 characters, two long ones two names", async () => {
        const key = "a".repeat(60);
        const names = Object.values(await edgesFrom({ [key]: { app: "x", ports: postgres } })).map(
            ({ metadata }) => metadata.name,
        );
        assert.equal(new Set(names).size, 2);
        assert.ok(names.every((name) => name.length <= 52));
    });

    const wrong: [string, "connectsTo" | "acceptsFrom", Record<string, ConnectionArgs>, string[]][] = [
        ["no end", "connectsTo", { a: { ports: postgres } }, ["edge-end"]],
        ["two ends", "connectsTo", { a: { app: "x", cidr: "10.0.0.0/8", ports: postgres } }, ["edge-end"]],
        ["no port", "connectsTo", { a: { app: "x", ports: [] } }, ["edge-ports"]],
        ["a bad range", "connectsTo", { a: { cidr: "10.0.0.0", ports: postgres } }, ["edge-cidr"]],
        ["a URL as host", "connectsTo", { a: { host: "https://x.example", ports: postgres } }, ["edge-host"]],
        ["an address as host", "connectsTo", { a: { host: "10.0.0.1", ports: postgres } }, ["edge-host"]],
        [
            "a namespace of a range",
            "acceptsFrom",
            { a: { cidr: "::/0", namespace: "b", ports: postgres } },
            ["edge-namespace"],
        ],
        ["a host that sends", "acceptsFrom", { a: { host: "x.example", ports: postgres } }, ["edge-host"]],
        [
            "a key that meets another's other side",
            "connectsTo",
            { a: { app: "x", ports: postgres }, "a-ingress": { app: "y", ports: postgres } },
            ["edge-name"],
        ],
        [
            "everything at once",
            "acceptsFrom",
            { a: { cidr: "x", host: "x y", ports: [] } },
            ["edge-cidr", "edge-end", "edge-host", "edge-host", "edge-ports"],
        ],
    ];
    for (const [what, direction, edges, codes] of wrong) {
        it(`refuse ${what}`, () => {
            const problems = edgeProblems(direction, edges);
            assert.deepEqual(problems.map(({ code }) => code).sort(), codes);
            assert.ok(
                problems.every(({ hint, pointer }) => hint !== undefined && pointer!.startsWith(`/${direction}/a`)),
            );
        });
    }
});
