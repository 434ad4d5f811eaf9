import assert from "node:assert/strict";
import { containsSecret, findResources, preview, type EngineOptions } from "../../../engine";
import { evaluate, fails, fromEngine } from "../../../policies";
import { program } from "./program";

const options: EngineOptions = {
    project: "shop",
    stack: "prod",
    config: { "shop:environment": "prod", "shop:apiKey": "k-123" },
    secretConfig: ["shop:apiKey"],
};

describe("our environment", () => {
    it("keeps the database when the stack is destroyed", async () => {
        const env = await preview(program, options);
        const database = env.resources.find(({ type }) => type === "kubernetes:apps/v1:StatefulSet");
        assert.equal(database?.name, "orders");
        assert.equal(database.options.protect, true);
        assert.equal(database.options.retainOnDelete, true);
    });

    it("hands the key over as a secret", async () => {
        const env = await preview(program, options);
        const [component] = findResources(env, { type: "StandardService", name: "api" });
        const secrets = findResources(env, { type: "Secret" }).filter(({ parent }) => parent === component?.urn);
        assert.equal(secrets.length, 1);
        assert.ok(containsSecret(secrets[0]?.inputs));
        assert.ok(!JSON.stringify(env).includes("k-123"));
    });

    it("breaks no rule of the platform", async () => {
        const env = await preview(program, options);
        const report = evaluate(env.resources.map(fromEngine), { tier: "prod" });
        assert.ok(!fails(report), JSON.stringify(report.findings, undefined, 2));
    });
});
