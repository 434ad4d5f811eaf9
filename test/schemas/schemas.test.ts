import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv2020 from "ajv/dist/2020";
import { parse } from "yaml";
import { environmentJsonSchema } from "../../environments/jsonSchema";
import { policyJsonSchema, waiversJsonSchema } from "../../policies/jsonSchema";
import { tiers } from "../../environments/tiers";

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

describe("schemas/environment.json", () => {
    const schema = JSON.parse(readFileSync("schemas/environment.json", "utf8")) as object;
    const validate = new Ajv2020({ allErrors: true }).compile(schema);

    it("is what the code checks with", () => {
        assert.deepEqual(schema, environmentJsonSchema());
    });

    it("accepts a tier and any part of its settings", () => {
        for (const { tier, settings } of [
            { tier: "staging", settings: { replicas: 2, quota: { pods: 80 } } },
            { tier: "prod", settings: tiers.prod },
        ]) {
            assert.ok(validate({ tier, settings }), JSON.stringify(validate.errors));
        }
        assert.ok(validate({ tier: "dev" }));
    });

    it("refuses what an environment may not say", () => {
        for (const wrong of [
            {},
            { tier: "qa" },
            { tier: "dev", settings: { replcas: 2 } },
            { tier: "dev", settings: { quota: { pods: -1 } } },
        ]) {
            assert.equal(validate(wrong), false, JSON.stringify(wrong));
        }
    });
});

describe("schemas/policy.json and schemas/waivers.json", () => {
    const read = (name: string) => JSON.parse(readFileSync(`schemas/${name}.json`, "utf8")) as object;
    const compile = (name: string) => new Ajv2020({ allErrors: true, formats: { date: true } }).compile(read(name));

    it("are what the code checks with", () => {
        assert.deepEqual(read("policy"), policyJsonSchema());
        assert.deepEqual(read("waivers"), waiversJsonSchema());
    });

    it("accept what docs/policies.md shows", () => {
        const blocks = [...readFileSync("docs/policies.md", "utf8").matchAll(/```yaml\n# (\S+)\n([^]*?)```/g)];
        const shown = new Map(blocks.map(([, file, text]) => [file, parse(text!) as unknown]));
        for (const [name, file] of [
            ["policy", "policy.yaml"],
            ["waivers", "waivers/log-agent.yaml"],
        ] as const) {
            const validate = compile(name);
            assert.ok(shown.has(file));
            assert.ok(validate(shown.get(file)), JSON.stringify(validate.errors));
        }
    });

    it("refuse unknown keys", () => {
        assert.equal(compile("policy")({ profil: "golden" }), false);
        assert.equal(compile("waivers")([{ id: "W-1" }]), false);
        assert.equal(compile("waivers")({}), false);
    });
});
