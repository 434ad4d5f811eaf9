import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv2020 from "ajv/dist/2020";
import { readYaml } from "../../core/yamlDocument";
import { readScore, scoreJsonSchema } from "../../score";
import { Draft } from "../../score/draft";
import { upgrade } from "../../score/upgrade";
import { sharedPath } from "../helpers/shared";
import { documentOf, scoreBorders, waymarkBorders } from "./borders";

/** What a JSON Schema can't say: whether a name is declared, placeholders, the order of containers, sizes compared. */
const semantic = [
    "unknown-container",
    "unknown-resource",
    "placeholder-malformed",
    "placeholder-root",
    "placeholder-without-output",
    "before-itself",
    "before-cycle",
    "replica-range",
];

describe("score/jsonSchema", () => {
    const accepts = new Ajv2020().compile(scoreJsonSchema());
    const judge = (text: string | Uint8Array) =>
        readScore("score.yaml", text).errors.every(({ code }) => semantic.includes(code));

    it("is the committed schema", () => {
        assert.deepEqual(JSON.parse(readFileSync("schemas/score.json", "utf8")), scoreJsonSchema());
    });

    for (const { path, good, bad } of [...scoreBorders, ...waymarkBorders]) {
        it(`judges /${path.join("/")} as the validator does`, () => {
            for (const value of [...good, ...bad]) {
                const document = documentOf(path, value);
                assert.equal(accepts(document), judge(JSON.stringify(document)), JSON.stringify(value));
            }
        });
    }

    const folder = sharedPath("conformance", "score");
    if (folder === undefined) {
        it("skipped: ../shared/conformance/score is not there");
        return;
    }
    const { cases } = JSON.parse(readFileSync(join(folder, "cases.json"), "utf8")) as { cases: { file: string }[] };
    it(`judges ${cases.length} documents of other implementations as the validator does`, () => {
        for (const { file } of cases) {
            const bytes: Uint8Array = readFileSync(join(folder, file));
            const { document } = readYaml(file, bytes);
            if (document !== undefined) {
                const draft = new Draft(document);
                upgrade(draft); // lists of files and volumes are read, but no editor shall lead there
                assert.equal(accepts(draft.value), judge(bytes), file);
            }
        }
    });
});
