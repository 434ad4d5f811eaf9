import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { PostgresDatabase } from "../../../components/postgresDatabase/postgresDatabase";
import { settingsOf } from "../../../components/shared/settings";
import { preview } from "../../../engine";

describe("PostgresDatabase", () => {
    it("registers server, Service, Secret, password and an isolating policy", async () => {
        let storage: unknown;
        const env = await preview(() => {
            const ledger = new PostgresDatabase("ledger", { environment: "prod", namespace: "shop", storage: "10GB" });
            storage = settingsOf(ledger).find(({ path }) => path === "storage")?.value;
            assert.deepEqual(ledger.secret("password"), { secretName: "ledger-connection", key: "password" });
            assert.deepEqual(ledger.endpoint, { app: "ledger", namespace: "shop", ports: [{ port: 5432 }] });
        });
        assert.equal(storage, "10G");
        const names = env.resources.map((r) => `${r.type} ${r.name}`);
        for (const expected of [
            "kubernetes:apps/v1:StatefulSet ledger",
            "kubernetes:core/v1:Secret ledger-connection",
        ]) {
            assert.ok(names.includes(expected), names.join("\n"));
        }
    });

    it("names the component in an error", async () => {
        const env = preview(() => {
            new PostgresDatabase("a.b", { environment: "dev", namespace: "shop", size: "huge" });
        });
        await assert.rejects(env, /PostgresDatabase "a\.b"/);
    });
});
