import assert from "node:assert/strict";
import { sdkInternals } from "../../engine/sdk";
import { chooseTransport } from "../../engine/transport";

describe("engine: self-test", () => {
    it("takes plain calls where the SDK's innards are as known", async () => {
        assert.equal((await chooseTransport("auto", { ...sdkInternals })).kind, "in-process");
    });

    it("falls back to gRPC, with a note, where the SDK's state cannot be reached", async () => {
        const chosen = await chooseTransport("auto", { ...sdkInternals, getStore: undefined });
        assert.equal(chosen.kind, "grpc");
        assert.match(chosen.notes.join(), /gRPC.*cannot be reached/);
    });

    it("does what it is told without a test", async () => {
        assert.deepEqual((await chooseTransport("grpc", {})).notes, []);
    });
});
