import assert from "node:assert/strict";
import { preview, trafficOf, type EngineOptions, type Traffic } from "../../../engine";
import { program } from "./program";

const options: EngineOptions = {
    project: "shop",
    stack: "prod",
    config: { "shop:environment": "prod", "shop:apiKey": "k-123" },
    secretConfig: ["shop:apiKey"],
};
const dns = { namespace: "kube-system", labels: { "k8s-app": "kube-dns" } };
const internet = { ip: "203.0.113.7" };

describe("our traffic", () => {
    let traffic: Traffic;
    before(async () => {
        traffic = trafficOf(await preview(program, options));
    });

    it("lets the API reach its database, and look names up", () => {
        const { allowed, why } = traffic.explain({ from: "api", to: "orders", port: 5432 });
        assert.ok(allowed, why);
        assert.ok(traffic.allows({ from: "api", to: { service: "orders" }, port: 5432 }));
        assert.ok(traffic.allows({ from: "api", to: dns, port: 53, protocol: "UDP" }));
    });

    it("denies what nobody asked for, and says why", () => {
        const { allowed, why } = traffic.explain({ from: internet, to: "api", port: 8080 });
        assert.ok(!allowed);
        assert.equal(
            why,
            "203.0.113.7 -> shop/api TCP 8080 is denied: " +
                "ingress of shop/api is closed by shop/api, shop/shop-default-deny and nothing opens it for this",
        );
    });

    it("opens this and no more", () => {
        assert.deepEqual(traffic.openings([internet]), ["shop/api -> shop/orders TCP 5432"]);
    });
});
