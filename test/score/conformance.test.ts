import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readScore } from "../../score";
import { sharedPath } from "../helpers/shared";

interface Case {
    file: string;
    expect: "valid" | "invalid";
    pipelineStage: "ok" | "decode" | "schema" | "semantic";
    upstreamExpectation: string;
}

/** What the words of an upstream expectation ask of our errors: each pattern's hits, and code and pointer of ours. */
const expectations: { words: RegExp; code: RegExp; pointer: (match: string[]) => string }[] = [
    { words: /contains: (\/\S*)/g, code: /./, pointer: ([, pointer = ""]) => pointer },
    { words: /missing properties: '(\w+)'/g, code: /^missing-key$/, pointer: ([, key]) => `/${key}` },
    { words: /metadata\.name required/g, code: /./, pointer: () => "/metadata" },
    { words: /is malformed/g, code: /^placeholder-(malformed|without-output)$/, pointer: () => "/" },
    { words: /does not resolve to a resource/g, code: /^unknown-resource$/, pointer: () => "/" },
    { words: /has unsupported first element/g, code: /^placeholder-root$/, pointer: () => "/" },
    { words: /unknown container "(\w+)"/g, code: /^unknown-container$/, pointer: () => "/containers/" },
    { words: /self-referencing/g, code: /^before-itself$/, pointer: () => "/containers/" },
    { words: /cycle/g, code: /^before-cycle$/, pointer: () => "/containers/" },
    { words: /EOF error/g, code: /^empty-document$/, pointer: () => "" },
    { words: /cannot unmarshal/g, code: /^wrong-type$/, pointer: () => "" },
];

/** Invalid documents whose expectation has no words that could be compared, and what we find in them. */
const withoutWords: Record<string, string[]> = {
    "invalid/score-go-testvalidateyaml-error.yaml": ["missing-key /metadata/name"],
    "invalid/score-go-testvalidatejson-error.yaml": ["missing-key /metadata/name"],
    "invalid/score-go-testvalidateyaml-missing-workload-name.yaml": ["missing-key /metadata/name"],
    "invalid/legacy-score-go-2022-loader.yaml": [
        "not-allowed /apiVersion",
        "unknown-key /resources/env/properties",
        "unknown-key /resources/db/properties",
    ],
    "invalid/legacy-score-go-2023-06-schema.yaml": [
        "unknown-key /resources/env/properties",
        "unknown-key /resources/db/properties",
    ],
    "invalid/legacy-spec-2022-readme-6.yaml": ["unknown-key /resources/db/properties"],
};

/** What may be wrong in documents that were made to pass a schema alone: what they name is not there. */
const dangling = ["unknown-container", "unknown-resource"];

describe("score: other implementations' own cases", () => {
    const folder = sharedPath("conformance", "score");
    if (folder === undefined) {
        it("skipped: ../shared/conformance/score is not there");
        return;
    }
    const { cases } = JSON.parse(readFileSync(join(folder, "cases.json"), "utf8")) as { cases: Case[] };
    const read = (file: string, compat = false) => readScore(file, readFileSync(join(folder, file)), { compat });

    for (const { file, expect, pipelineStage, upstreamExpectation } of cases) {
        it(file, () => {
            const { valid, errors } = read(file);
            assert.equal(valid, expect === "valid" && pipelineStage === "ok", JSON.stringify(errors, null, 1));
            if (expect === "valid") {
                assert.ok(errors.every(({ code }) => dangling.includes(code)));
                return;
            }
            assert.ok(errors.every(({ file: place, hint }) => place === file && hint !== undefined));
            assert.ok(errors.every(({ code, line, column }) => code === "empty-document" || (line && column)));
            const found = errors.map(({ code, pointer }) => `${code} ${pointer}`);
            if (withoutWords[file] !== undefined) {
                assert.deepEqual(found, withoutWords[file]);
                return;
            }
            const asked = expectations.flatMap(({ words, code, pointer }) =>
                [...upstreamExpectation.matchAll(words)].map((match) => ({ code, pointer: pointer(match) })),
            );
            assert.ok(asked.length > 0, upstreamExpectation);
            assert.equal(errors.length, asked.length, found.join());
            for (const { code, pointer } of asked) {
                assert.ok(
                    errors.some((error) => code.test(error.code) && (error.pointer ?? "").startsWith(pointer)),
                    `${pointer}: ${found.join()}`,
                );
            }
        });
    }

    for (const { file } of cases.filter((one) => one.file.includes("legacy"))) {
        it(`${file} is read with compat`, () => assert.deepEqual(read(file, true).errors, []));
    }
});
