import assert from "node:assert/strict";
import { preview, update } from "../../engine";
import { everything, everythingOptions as options } from "./programs/everything";
import { visible } from "./visible";

describe("engine: transports", () => {
    for (const [mode, run] of Object.entries({ preview, update })) {
        it(`${mode}: every registration is the same over both`, async () => {
            const direct = await run(everything, { ...options, transport: "in-process" });
            const remote = await run(everything, { ...options, transport: "grpc" });
            assert.equal(direct.transport, "in-process");
            assert.equal(remote.transport, "grpc");
            assert.equal(direct.resources.length, 24);
            assert.deepEqual(visible(remote), visible(direct));
        });
    }

    it("auto takes plain calls with the installed SDK and has nothing to note", async () => {
        const result = await preview(everything, options);
        assert.equal(result.transport, "in-process");
        assert.deepEqual(result.notes, []);
    });
});
