import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv2020 from "ajv/dist/2020";
import fc from "fast-check";
import { readYaml } from "../../core/yamlDocument";
import { readScore, scoreJsonSchema } from "../../score";
import { Draft } from "../../score/draft";
import { upgrade } from "../../score/upgrade";
import { sharedPath } from "../helpers/shared";
import { anyStrict } from "./arbitraries";
import { beyondSchemas } from "./beyondSchemas";
import { documentOf, scoreBorders, waymarkBorders } from "./borders";
import { assertListed, schemaDifferences } from "./disagreements";
import { type Data } from "./documents";

/** Every named key of a schema with its own schema, also those below maps and lists. */
function keysOf(schema: Data, path: string[] = []): [string, Data][] {
    const below = ["additionalProperties", "items"].flatMap((key) =>
        typeof schema[key] === "object" ? keysOf(schema[key] as Data, [...path, "*"]) : [],
    );
    const named = Object.entries((schema["properties"] ?? {}) as Record<string, Data>).flatMap(
        ([key, inner]): [string, Data][] => [[[...path, key].join("/"), inner], ...keysOf(inner, [...path, key])],
    );
    return [...named, ...below];
}

/** Whether something stands at a path inside a value; `*` is any step. */
function holds(value: unknown, [step, ...rest]: string[]): boolean {
    if (step === undefined) {
        return true;
    }
    const children = typeof value === "object" && value !== null ? Object.entries(value) : [];
    return children.some(([key, inner]) => (step === "*" || step === key) && holds(inner, rest));
}

describe("score/jsonSchema", () => {
    const schema = scoreJsonSchema() as Data;
    const accepts = new Ajv2020().compile(schema);
    /** Whether the validator accepts all that a schema can say. */
    const judge = (text: string | Uint8Array) =>
        readScore("score.yaml", text).errors.every(({ code }) => Object.hasOwn(beyondSchemas, code));

    it("is the committed schema", () => {
        assert.deepEqual(JSON.parse(readFileSync("schemas/score.json", "utf8")), schema);
    });

    it("tells an editor what each key is", () => {
        const keys = keysOf(schema);
        assert.ok(keys.length > 100, String(keys.length));
        assert.deepEqual(
            keys.filter(([, { description }]) => typeof description !== "string").map(([path]) => path),
            [],
        );
    });

    it("tells an editor the defaults that are always the same, as the words say them", () => {
        const defaults = keysOf(schema).flatMap(([path, { default: value, description }]) =>
            value === undefined
                ? []
                : [
                      {
                          path,
                          value,
                          says: new RegExp(`Default:? ${value as string | boolean}\\.$`).test(String(description)),
                      },
                  ],
        );
        assert.deepEqual(
            defaults.filter(({ says }) => !says),
            [],
        );
        assert.ok(defaults.some(({ path, value }) => path === "service/ports/*/protocol" && value === "TCP"));
    });

    it("has a row among the borders of Score for each key, its own or one of a value that it stands in", () => {
        const isBordered = (key: string[]) =>
            scoreBorders.some(({ path, good }) => {
                const isAbove = path.every((step, index) => [step, "*"].includes(key[index] ?? ""));
                return isAbove && good.some((value) => holds(value, key.slice(path.length)));
            });
        const keys = keysOf(schema).map(([path]) => path.split("/"));
        const ofScore = keys.filter(([first, second]) => !(first === "metadata" && second === "waymark"));
        assert.deepEqual(
            ofScore.filter((key) => !isBordered(key)),
            [],
        );
    });

    for (const { path, good, bad } of [...scoreBorders, ...waymarkBorders]) {
        it(`judges /${path.join("/")} as the validator does`, () => {
            for (const value of [...good, ...bad]) {
                const document = documentOf(path, value);
                assert.equal(accepts(document), judge(JSON.stringify(document)), JSON.stringify(value));
            }
        });
    }

    for (const [code, { document }] of Object.entries(beyondSchemas)) {
        it(`can't say ${code}`, () => {
            const { errors } = readScore("score.yaml", JSON.stringify(document));
            assert.deepEqual([...new Set(errors.map((error) => error.code))], [code]);
            assert.ok(accepts(document), JSON.stringify(accepts.errors));
        });
    }

    it("judges any document as the validator does", () => {
        const verdicts = { true: 0, false: 0 };
        fc.assert(
            fc.property(anyStrict, (data) => {
                const text = JSON.stringify(data);
                const { document } = readYaml("score.yaml", text);
                if (document !== undefined) {
                    const draft = new Draft(document);
                    upgrade(draft);
                    const verdict = accepts(draft.value);
                    assert.equal(verdict, judge(text), JSON.stringify(draft.value));
                    verdicts[`${verdict}`]++;
                }
            }),
            { numRuns: 300 },
        );
        assert.ok(Math.min(...Object.values(verdicts)) > 20, JSON.stringify(verdicts)); // else it showed little
    });

    const folder = sharedPath("conformance", "score");
    if (folder === undefined) {
        it("skipped: ../shared/conformance/score is not there");
        return;
    }
    const readJson = (file: string): unknown => JSON.parse(readFileSync(join(folder, file), "utf8"));
    const { cases } = readJson("cases.json") as { cases: { file: string; strictSchema: boolean }[] };

    for (const { file, strictSchema } of cases) {
        it(`judges ${file} as the validator does, and as upstream's strict schema before the upgrades`, () => {
            const bytes: Uint8Array = readFileSync(join(folder, file));
            const { document } = readYaml(file, bytes);
            if (document === undefined) {
                assert.equal(strictSchema, false); // nothing to judge
                return;
            }
            assert.equal(accepts(document.value), strictSchema);
            const draft = new Draft(document);
            upgrade(draft); // lists of files and volumes are read, but no editor shall lead there
            assert.equal(accepts(draft.value), judge(bytes));
        });
    }

    it("judges the limits of every field of Score as upstream's own schema does, apart from what is listed", () => {
        const theirs = new Ajv2020({ strict: false }).compile(
            readJson("schema/score-v1b1.for-validation.json") as Data,
        );
        const others = scoreBorders.flatMap(({ path, good, bad }) =>
            [...good, ...bad]
                .filter((value) => accepts(documentOf(path, value)) !== theirs(documentOf(path, value)))
                .map((value) => `/${path.join("/")} ${JSON.stringify(value)}`),
        );
        assertListed(others, schemaDifferences);
    });
});
