import assert from "node:assert/strict";
import { preview } from "waymark/testing";
import { payments } from "./payments";

describe("payments", () => {
    it("runs three pods of the API in prod, and one in dev", async () => {
        const prod = await preview(() => payments("prod", "4.2.0"));
        const scaler = prod.resources.find(({ name }) => name === "payments-api-hpa");
        assert.equal((scaler?.inputs["spec"] as { minReplicas: number }).minReplicas, 3);
        const dev = await preview(() => payments("dev", "4.2.0"));
        assert.ok(!dev.resources.some(({ name }) => name === "payments-api-hpa"));
    });

    it("protects the ledger in prod", async () => {
        const { resources } = await preview(() => payments("prod", "4.2.0"));
        const ledger = resources.find(
            ({ type, name }) => type === "kubernetes:apps/v1:StatefulSet" && name === "ledger",
        );
        assert.equal(ledger?.options.protect, true);
    });

    it("never has the password in plain text", async () => {
        const { resources } = await preview(() => payments("prod", "4.2.0"));
        const api = resources.find(
            ({ type, name }) => type === "kubernetes:apps/v1:Deployment" && name === "payments-api",
        );
        assert.match(JSON.stringify(api?.inputs), /"secretKeyRef":\{"key":"password","name":"ledger-connection"\}/);
    });
});
