import assert from "node:assert/strict";
import { StandardService } from "../../index";
import { preview } from "../../engine";

/** Resources of one preview, and all that was registered with them in bytes. */
async function size(services: number): Promise<{ resources: number; bytes: number }> {
    const { resources } = await preview(() => {
        for (let index = 100; index < 100 + services; index++) {
            new StandardService(`s${index}`, {
                environment: "prod",
                namespace: "shop",
                image: "acme/api:1",
                ports: { http: { port: 80 } },
                connectsTo: { next: { app: `s${index + 1}`, ports: [{ port: 80 }] } },
            });
        }
    });
    return { resources: resources.length, bytes: JSON.stringify(resources).length };
}

describe("many services in one preview", () => {
    it("cost each the same: nothing of one service grows with the number of others", async () => {
        const [none, few, many] = [await size(0), await size(5), await size(25)];
        assert.equal(few.resources - none.resources, 5 * 9);
        assert.equal(many.resources - none.resources, 25 * 9);
        assert.equal(many.bytes - few.bytes, ((few.bytes - none.bytes) / 5) * 20);
    });
});
