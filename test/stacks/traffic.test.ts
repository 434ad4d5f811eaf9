import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { trafficAmong, trafficOf, type Traffic } from "../../engine";
import { toManifests } from "../../stacks/manifests";
import { composed, score } from "../helpers/compose";
import { declaredEdges, type DeclaredEdge } from "./declaredEdges";

const dns = { namespace: "kube-system", labels: { "k8s-app": "kube-dns" } };
/** Somebody who must get nowhere: pods elsewhere that look like ours, other pods, and machines of all kinds. */
const strangers = [
    { namespace: "elsewhere", labels: { app: "web" } },
    { namespace: "elsewhere", labels: { app: "shop-db" } },
    { namespace: "elsewhere" },
    { namespace: "kube-system", labels: { app: "web" } },
    { ip: "203.0.113.7" },
    { ip: "10.0.0.7" },
    { ip: "169.254.169.254" },
    { ip: "2001:db8::7" },
];

interface Example {
    name: string;
    /** Texts by file. */
    files: Record<string, string>;
    configuration: (stack: string) => Record<string, unknown>;
    gateway: string;
    namespace: (stack: string) => string;
    edges: number;
}

function filesOf(folder: string): Record<string, string> {
    const names = readdirSync(join("examples", folder)).filter((name) => name.endsWith("score.yaml"));
    return Object.fromEntries(
        names.map((name) => [`examples/${folder}/${name}`, readFileSync(join("examples", folder, name), "utf8")]),
    );
}

/** What a stack file says, without `waymark:` before the keys. */
function stackFile(stack: string): Record<string, unknown> {
    const { config } = parse(readFileSync(`Pulumi.${stack}.yaml`, "utf8")) as { config: Record<string, unknown> };
    return Object.fromEntries(Object.entries(config).map(([key, value]) => [key.replace("waymark:", ""), value]));
}

const examples: Example[] = [
    {
        name: "storefront",
        files: filesOf("storefront"),
        configuration: stackFile,
        gateway: "gateway-system",
        namespace: (stack) => `storefront-${stack}`,
        edges: 11,
    },
    ...[
        { name: "my-service", edges: 1 },
        { name: "payment-worker", edges: 0 },
    ].map(({ name, edges }) => ({
        name,
        files: filesOf(name),
        configuration: () => ({}),
        gateway: "default",
        namespace: (stack: string) => `unassigned-${stack}`,
        edges,
    })),
];

/** What may pass with one of the environment's pods at one end at least, as `openings` writes it. */
function openingsOf(traffic: Traffic, namespace: string, gateway: string): string[] {
    const others = [{ namespace: gateway }, dns, ...strangers];
    return traffic.openings(others).filter((line) => line.includes(`${namespace}/`));
}

/** The same for what is declared, and for the one thing that every pod may do. */
function declaredOpenings(edges: readonly DeclaredEdge[], pods: readonly string[], namespace: string, gateway: string) {
    const lines = edges.map(({ from, to, targetPort }) => {
        const sender = from === undefined ? `${gateway}/(a pod without labels)` : `${namespace}/${from}`;
        return `${sender} -> ${namespace}/${to} TCP ${targetPort}`;
    });
    const lookUps = pods.flatMap((pod) =>
        ["TCP 53", "TCP 5353", "UDP 53", "UDP 5353"].map(
            (port) => `${namespace}/${pod} -> kube-system/(k8s-app=kube-dns) ${port}`,
        ),
    );
    return [...new Set([...lines, ...lookUps])].sort();
}

describe("traffic of the examples", () => {
    for (const { name, files, configuration, gateway, namespace, edges: count } of examples) {
        const edges = declaredEdges(Object.values(files));
        const workloads = Object.values(files).map((text) => /^ {4}name: (\S+)$/m.exec(text)![1]!);
        const databases = edges.filter(({ port }) => port === 5432).map(({ to }) => to);
        const pods = [...new Set([...workloads, ...databases])];

        it(`${name} declares ${count} edges`, () => assert.equal(edges.length, count));

        for (const stack of ["dev", "staging", "prod"]) {
            it(`${name} in ${stack}: what its Score files declare is open, and nothing else`, async () => {
                const env = await composed({ files, stack, values: configuration(stack) });
                const traffic = trafficOf(env);
                const place = namespace(stack);
                assert.deepEqual(openingsOf(traffic, place, gateway), declaredOpenings(edges, pods, place, gateway));
            });

            it(`${name} in ${stack}: the manifests that render prints let through the same`, async () => {
                const env = await composed({ files, stack, values: configuration(stack) });
                const { objects } = toManifests(env.resources.filter(({ type }) => type.startsWith("kubernetes:")));
                const place = namespace(stack);
                assert.deepEqual(
                    openingsOf(trafficAmong(objects), place, gateway),
                    openingsOf(trafficOf(env), place, gateway),
                );
            });

            if (edges.length === 0) {
                continue;
            }
            it(`${name} in ${stack}: callers reach the Services by the names and ports that their variables hold`, async () => {
                const env = await composed({ files, stack, values: configuration(stack) });
                const traffic = trafficOf(env);
                for (const { from, to, port } of edges) {
                    const sender = from ?? { namespace: gateway };
                    const { allowed, why } = traffic.explain({ from: sender, to: { service: to }, port });
                    assert.ok(allowed, why);
                }
            });
        }
    }
});

describe("traffic of metadata.waymark.traffic", () => {
    const api = score(
        "api",
        `service:
  ports:
    http:
      port: 80
      targetPort: 8080
`,
    ).replace(
        "metadata:\n",
        `metadata:
  waymark:
    traffic:
      connectsTo:
        ledger: { app: ledger, namespace: bank, ports: [{ port: 5432 }] }
      external:
        lan: { cidr: 10.20.0.0/16, ports: [{ port: 123, protocol: UDP }] }
        mail: { host: smtp.example.com, ports: [{ port: 587 }] }
      acceptsFrom:
        shop: { app: web, namespace: shop, ports: [{ port: 8080 }] }
`,
    );

    it("opens what it says, and nothing else", async () => {
        const env = await composed({ files: { "api.yaml": api }, values: { team: "team" } });
        const others = [
            { namespace: "bank", labels: { app: "ledger" }, ip: "100.64.0.1" },
            { namespace: "shop", labels: { app: "web" } },
            { namespace: "shop", labels: { app: "other" } },
            { ip: "10.20.3.4" },
            { ip: "198.51.100.1" },
        ];
        const lines = trafficOf(env)
            .openings([...others, ...strangers])
            .filter((line) => line.includes("team-dev/"));
        assert.deepEqual(lines, [
            "shop/(app=web) -> team-dev/api TCP 8080",
            "team-dev/api -> 10.20.3.4 UDP 123",
            "team-dev/api -> 198.51.100.1 TCP 587",
            "team-dev/api -> 2001:db8::7 TCP 587",
            "team-dev/api -> 203.0.113.7 TCP 587",
            "team-dev/api -> bank/(app=ledger) TCP 5432",
        ]);
    });
});
