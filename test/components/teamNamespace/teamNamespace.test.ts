import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { TeamNamespace } from "../../../components/teamNamespace/teamNamespace";
import { preview } from "../../../engine";

describe("TeamNamespace", () => {
    it("registers the Namespace and its guardrails as children", async () => {
        const env = await preview(() => {
            new TeamNamespace("payments", { environment: "dev", team: "payments", costCenter: "cc-1" });
        });
        const names = env.resources.filter((r) => r.type.startsWith("kubernetes:")).map((r) => r.name);
        assert.deepEqual(names.sort(), [
            "payments",
            "payments-allow-dns",
            "payments-default-deny",
            "payments-limits",
            "payments-quota",
        ]);
    });

    it("tells everything that is wrong at once", async () => {
        const env = preview(() => {
            new TeamNamespace("payments", { environment: "dev", protection: "x", quota: { requestsCpu: "many" } });
        });
        await assert.rejects(env, /TeamNamespace "payments"[^]*TeamNamespace "payments"/);
    });
});
