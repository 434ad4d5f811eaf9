import assert from "node:assert/strict";
import { trafficAmong } from "../../../engine";
import { pod, policy } from "./objects";
import { problemOf } from "./problemOf";
import { shop } from "./shop";

describe("traffic: objects", () => {
    const traffic = trafficAmong(shop);

    const refused: [string, object, RegExp][] = [
        [
            "an unknown key",
            { ingres: [] },
            /unknown-key \/spec\/ingres: NetworkPolicy "a\/x": unknown key "ingres" \(did you mean "ingress"/,
        ],
        ["an unknown direction", { policyTypes: ["ingress"] }, /\/spec\/policyTypes\/0: .*use one of: Ingress, Egress/],
        ["a peer that is nobody", { ingress: [{ from: [{}] }] }, /\/spec\/ingress\/0\/from\/0: .*this peer is nobody/],
        [
            "a range and a selector in one peer",
            { egress: [{ to: [{ podSelector: {}, ipBlock: { cidr: "10.0.0.0/8" } }] }] },
            /ipBlock stands alone/,
        ],
        [
            "a range that is none",
            { egress: [{ to: [{ ipBlock: { cidr: "10.0.0.0" } }] }] },
            /to\/0\/ipBlock\/cidr: .*no IP range/,
        ],
        [
            "an exception outside the range",
            { egress: [{ to: [{ ipBlock: { cidr: "10.0.0.0/8", except: ["11.0.0.0/16"] } }] }] },
            /ipBlock\/except: .*outside the range/,
        ],
        [
            "an exception as large as the range",
            { egress: [{ to: [{ ipBlock: { cidr: "10.0.0.0/8", except: ["10.0.0.0/8"] } }] }] },
            /ipBlock\/except: .*outside the range/,
        ],
        [
            "a range of ports from a name",
            { ingress: [{ ports: [{ port: "http", endPort: 90 }] }] },
            /endPort: .*begins with the number/,
        ],
        ["a range of ports that ends early", { ingress: [{ ports: [{ port: 91, endPort: 90 }] }] }, /endPort/],
        ["an unknown protocol", { ingress: [{ ports: [{ protocol: "tcp" }] }] }, /use one of: TCP, UDP, SCTP/],
        [
            "an operator without its values",
            { podSelector: { matchExpressions: [{ key: "a", operator: "In" }] } },
            /matchExpressions\/0\/values: .*In and NotIn need values/,
        ],
        [
            "an operator with values that it doesn't take",
            { podSelector: { matchExpressions: [{ key: "a", operator: "Exists", values: ["x"] }] } },
            /Exists and DoesNotExist take none/,
        ],
    ];
    for (const [what, spec, message] of refused) {
        it(`refuses a policy with ${what}`, () =>
            assert.match(
                problemOf(() => trafficAmong([policy("a/x", spec)])),
                message,
            ));
    }

    it("reads lists, as an API server and kubectl give them", () => {
        const list = (kind: string, apiVersion: string) => ({
            kind: `${kind}List`,
            apiVersion,
            items: (shop as { kind: string; metadata: object; spec: object }[])
                .filter((object) => object.kind === kind)
                .map(({ metadata, spec }) => ({ metadata, spec })),
        });
        const ofServer = [list("Deployment", "apps/v1"), list("NetworkPolicy", "networking.k8s.io/v1")];
        assert.deepEqual(trafficAmong(ofServer).openings(), traffic.openings());
        assert.deepEqual(
            trafficAmong([{ kind: "List", apiVersion: "v1", items: shop }]).openings(),
            traffic.openings(),
        );
    });

    it("passes over what isn't Kubernetes' own, and pods that have ended", () => {
        const mesh = { apiVersion: "mesh.example/v1", kind: "Service", metadata: { name: "cart" }, spec: 7 };
        const ended = pod("shop/cart", {}, { status: { phase: "Succeeded" } });
        const crd = { apiVersion: "crd.example/v1", kind: "NetworkPolicy", metadata: { name: "x" } };
        assert.deepEqual(trafficAmong([...shop, null, mesh, ended, crd]).openings(), traffic.openings());
    });

    it("knows the ports of sidecars by name, and takes null for absent", () => {
        const sidecar = { name: "proxy", restartPolicy: "Always", ports: [{ name: "proxy", containerPort: 15001 }] };
        const init = { name: "init", ports: [{ name: "init", containerPort: 15002 }] };
        const asked = trafficAmong([
            pod("a/x", {}, { spec: { initContainers: [init, sidecar] } }),
            policy("a/y", {
                podSelector: null,
                policyTypes: null,
                egress: null,
                ingress: [{ from: null, ports: [{ port: "proxy", endPort: null, protocol: null }, { port: "init" }] }],
            }),
        ]);
        const openings = asked.openings([{ ip: "10.0.0.1" }]).filter((line) => line.startsWith("10."));
        assert.deepEqual(openings, ["10.0.0.1 -> a/x TCP 15001"]);
    });

    it("takes the pods of every kind of workload", () => {
        const template = { metadata: { labels: { app: "x" } }, spec: { containers: [] } };
        const kinds = ["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "ReplicationController", "Job"];
        const workloads = kinds.map((kind) => ({ kind, metadata: { name: kind.toLowerCase() }, spec: { template } }));
        const cron = { kind: "CronJob", metadata: { name: "cronjob" }, spec: { jobTemplate: { spec: { template } } } };
        const open = policy("default/x", {
            podSelector: { matchLabels: { app: "x" } },
            ingress: [{ ports: [{ port: 7 }] }],
        });
        const openings = trafficAmong([...workloads, cron, open]).openings([{ ip: "10.0.0.1" }]);
        const names = [...kinds, "CronJob"].map((kind) => kind.toLowerCase()).sort();
        assert.deepEqual(
            openings.filter((line) => line.startsWith("10.")),
            names.map((name) => `10.0.0.1 -> default/${name} TCP 7`),
        );
    });
});
