import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readScore } from "../../score";

describe("examples", () => {
    const files = ["my-service", "payment-worker", "storefront"].flatMap((folder) =>
        readdirSync(join("examples", folder)).map((name) => join("examples", folder, name)),
    );

    it("has five workloads in storefront", () => {
        assert.equal(files.filter((file) => file.includes("storefront")).length, 5);
    });

    for (const file of files) {
        it(`${file} is valid`, () => assert.deepEqual(readScore(file, readFileSync(file)).errors, []));
    }
});
