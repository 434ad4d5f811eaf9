import assert from "node:assert/strict";
import { trafficAmong } from "../../../engine";
import { deployment, pod, policy } from "./objects";
import { egress, ingress, into, outOf, table, world } from "./specification";

describe("networkPolicies: the specification", () => {
    for (const [topic, rows] of Object.entries(table)) {
        describe(topic, () => {
            for (const { says, spec, allows = [], denies = [] } of rows) {
                it(says, () => {
                    const traffic = trafficAmong([...world, policy("a/it", spec)]);
                    for (const [expected, connections] of [[true, allows] as const, [false, denies] as const]) {
                        for (const connection of connections) {
                            const { allowed, why } = traffic.explain(connection);
                            assert.equal(allowed, expected, why);
                        }
                    }
                });
            }
        });
    }

    it("is additive: each policy opens what it opens, and none closes it again", () => {
        const one = policy("a/one", ingress({ from: [{ podSelector: { matchLabels: { role: "db" } } }] }));
        const two = policy("a/two", ingress({ from: [{ podSelector: { matchLabels: { role: "fe" } } }] }));
        const deny = policy("a/deny", { podSelector: {} });
        const traffic = trafficAmong([...world, one, two, deny]);
        assert.ok(traffic.allows(into("db")) && traffic.allows(into("fe")));
        assert.ok(!traffic.allows(into("other")));
    });

    it("asks both sides", () => {
        const out = policy("a/out", egress({ ports: [{ port: 80 }] }));
        const inOf = (rule: object) => policy("b/in", { podSelector: {}, policyTypes: ["Ingress"], ingress: [rule] });
        const fromA = { from: [{ namespaceSelector: { matchLabels: { env: "prod" } } }] };
        const judged = (...policies: object[]) => trafficAmong([...world, ...policies]).allows(outOf("other"));
        assert.ok(judged(out, inOf(fromA)));
        assert.ok(!judged(out, inOf({ ports: [{ port: 443 }] })), "the receiving side is closed");
        assert.ok(!judged(policy("a/out", egress()), inOf(fromA)), "the sending side is closed");
    });

    it("stands between two pods of one template, and not between a pod and itself", () => {
        const closed = policy("a/closed", { podSelector: {}, policyTypes: ["Ingress"] });
        const traffic = trafficAmong([pod("a/one"), deployment("a/many", {}), closed]);
        assert.ok(traffic.allows({ from: "one", to: "one", port: 80 }));
        assert.ok(!traffic.allows({ from: "many", to: "many", port: 80 }));
    });

    it("takes a pod in its node's network for the node", () => {
        const node = { spec: { hostNetwork: true }, status: { podIP: "192.168.0.9", hostIP: "192.168.0.9" } };
        const selected = ingress({ from: [{ podSelector: { matchLabels: { role: "agent" } } }] });
        const range = ingress({ from: [{ ipBlock: { cidr: "192.168.0.0/24" } }] });
        const agent = pod("a/agent", { role: "agent" }, node);
        const bySelector = trafficAmong([...world, agent, policy("a/it", selected)]);
        assert.ok(!bySelector.allows(into("agent")));
        assert.ok(!bySelector.allows(into({ ip: "192.168.0.9" })));
        assert.ok(trafficAmong([...world, agent, policy("a/it", range)]).allows(into("agent")));
        const closed = policy("a/it", { podSelector: {} });
        assert.ok(trafficAmong([...world, agent, closed]).allows({ from: "db", to: "agent", port: 80 }));
    });
});
