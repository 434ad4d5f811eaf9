import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv2020 from "ajv/dist/2020";
import { parse } from "yaml";

/** The Score files of the examples, which editors will open with this schema. */
function exampleScoreFiles(): string[] {
    return readdirSync("examples", { recursive: true, encoding: "utf8" })
        .filter((path) => /(^|[./\\])score\.yaml$/.test(path) && !path.includes("node_modules"))
        .map((path) => join("examples", path));
}

describe("schemas/score.json", () => {
    const schema = JSON.parse(readFileSync("schemas/score.json", "utf8")) as object;
    const validate = new Ajv2020({ allErrors: true }).compile(schema);

    for (const path of exampleScoreFiles()) {
        it(`accepts ${path}`, () => {
            assert.ok(validate(parse(readFileSync(path, "utf8"))), JSON.stringify(validate.errors));
        });
    }

    it("refuses what no Score file may say", () => {
        const document = parse(readFileSync("examples/storefront/cart.score.yaml", "utf8")) as Record<string, unknown>;
        for (const wrong of [{ ...document, container: {} }, { ...document, apiVersion: "score.dev/v2" }, {}, []]) {
            assert.equal(validate(wrong), false);
        }
    });
});
