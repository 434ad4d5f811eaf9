import assert from "node:assert/strict";
import { Deployment } from "@pulumi/kubernetes/apps/v1/deployment";
import { NamespacePatch } from "@pulumi/kubernetes/core/v1/namespacePatch";
import { Secret } from "@pulumi/kubernetes/core/v1/secret";
import { NetworkPolicy } from "@pulumi/kubernetes/networking/v1/networkPolicy";
import * as pulumi from "@pulumi/pulumi";
import { RandomPassword } from "@pulumi/random/randomPassword";
import { preview, trafficOf, update } from "../../../engine";
import { pod } from "./objects";
import { problemOf } from "./problemOf";

describe("trafficOf", () => {
    const template = { metadata: { labels: { app: "x" } }, spec: { containers: [{ name: "x", image: "x" }] } };
    const spec = { selector: { matchLabels: { app: "x" } }, template };
    const metadata = { name: "x", namespace: "shop" };

    it("reads what a program registers, and what is beside it", async () => {
        const env = await preview(() => {
            new Deployment("x", { metadata, spec });
            new Secret("unread", { metadata, stringData: { a: new RandomPassword("p", { length: 9 }).result } });
            const cidr = pulumi.secret("10.0.0.0/8");
            new NetworkPolicy("x", {
                metadata,
                spec: { podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr } }, { podSelector: {} }] }] },
            });
        });
        const traffic = trafficOf(env, [pod("shop/y")]);
        assert.ok(traffic.allows({ from: "y", to: "x", port: 80 }));
        assert.ok(traffic.allows({ from: { ip: "10.0.0.1" }, to: "x", port: 80 }), "a secret range counts");
        assert.ok(!traffic.allows({ from: { namespace: "bank" }, to: "x", port: 80 }));
    });

    it("calls by its logical name what the provider is to name", async () => {
        const env = await preview(() => void new Deployment("x", { spec }));
        assert.ok(trafficOf(env).allows({ from: { ip: "10.0.0.1" }, to: "default/x", port: 80 }));
    });

    it("refuses to guess what only an update knows", async () => {
        const program = (): void => {
            const app = new RandomPassword("label", { length: 9 }).result;
            const podSelector = { matchLabels: { app: pulumi.unsecret(app) } };
            new NetworkPolicy("x", { metadata, spec: { podSelector } });
        };
        const env = await preview(program);
        assert.match(
            problemOf(() => trafficOf(env)),
            /unknown-in-traffic \/spec\/podSelector\/matchLabels\/app: NetworkPolicy "shop\/x": this is known during an update only/,
        );
        const updated = trafficOf(await update(program), [pod("shop/x")]);
        assert.ok(updated.allows({ from: { ip: "10.0.0.1" }, to: "x", port: 80 }));
    });

    it("refuses a patch of an object that it can't see", async () => {
        const env = await preview(
            () => void new NamespacePatch("x", { metadata: { name: "shop", labels: { a: "b" } } }),
        );
        assert.match(
            problemOf(() => trafficOf(env)),
            /patch-in-traffic : kubernetes:core\/v1:NamespacePatch "x" changes/,
        );
    });
});
