import assert from "node:assert/strict";
import fc from "fast-check";
import { stringify } from "yaml";
import { readScore, rewriteStrict } from "../../score";
import { any, readable } from "./arbitraries";
import { turned } from "./documents";

const flag = fc.boolean();

const verdict = (text: string, compat: boolean) => {
    const { valid, workload, errors, warnings } = readScore("score.yaml", text, { compat });
    const show = (problems: typeof errors) => problems.map(({ code, pointer }) => `${code} ${pointer}`).sort();
    return { valid, document: workload?.document, errors: show(errors), warnings: show(warnings) };
};

describe("score: whatever a file holds", () => {
    it("never throws, and is valid exactly where there are no errors", () => {
        const verdicts = { true: 0, false: 0 };
        fc.assert(
            fc.property(any, flag, (data, compat) => {
                const reading = readScore("score.yaml", stringify(data), { compat });
                assert.equal(reading.valid, reading.errors.length === 0);
                assert.equal(reading.valid, reading.workload !== undefined);
                const problems = [...reading.errors, ...reading.warnings];
                assert.ok(problems.every(({ file, hint }) => file === "score.yaml" && hint));
                verdicts[`${reading.valid}`]++;
            }),
            { numRuns: 300 },
        );
        assert.ok(Math.min(...Object.values(verdicts)) > 20, JSON.stringify(verdicts)); // else it showed little
    });

    it("judges any text and any bytes", () => {
        fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void readScore("score.yaml", bytes)));
        fc.assert(fc.property(fc.json(), (text) => void readScore("score.yaml", text, { compat: true })));
    });

    it("judges any text that looks like YAML: anchors, merge keys, tags, several documents, odd indentation", () => {
        const token = fc.constantFrom(
            ...[
                "apiVersion: score.dev/v1b1\n",
                "metadata:\n",
                "containers:\n",
                "  name: web\n",
                "  web:\n",
                "image: x",
            ],
            ...[
                "\n",
                "  ",
                "- ",
                "? ",
                ": ",
                "&a ",
                "*a ",
                "<<: *a\n",
                "!!binary ",
                "!x ",
                "---\n",
                "...\n",
                "%YAML 1.1\n",
            ],
            ...[
                "{",
                "}",
                "[",
                "]",
                ",",
                "|\n",
                ">-\n",
                "'",
                '"',
                "#",
                "\t",
                "\r",
                "\\",
                "\u2028",
                "${",
                "~",
                "0x1F",
                "=",
                "@",
            ],
        );
        fc.assert(
            fc.property(fc.array(token, { maxLength: 30 }), flag, (tokens, compat) => {
                const { valid, errors } = readScore("score.yaml", tokens.join(""), { compat });
                assert.equal(valid, errors.length === 0);
                assert.ok(errors.every(({ hint }) => hint !== undefined));
            }),
            { numRuns: 1000 },
        );
    });

    it("gives one verdict whatever the order of keys", () => {
        fc.assert(
            fc.property(any, flag, (data, compat) => {
                assert.deepEqual(verdict(JSON.stringify(data), compat), verdict(JSON.stringify(turned(data)), compat));
            }),
            { numRuns: 300 },
        );
    });

    it("reads every older form with compat, and rewrites it as the same document in strict v1b1", () => {
        fc.assert(
            fc.property(readable, flag, (data, asJson) => {
                const source = asJson ? JSON.stringify(data) : stringify(data);
                const { workload, errors } = readScore("score.yaml", source, { compat: true });
                assert.deepEqual(errors, []);
                const strict = rewriteStrict("score.yaml", source);
                const again = readScore("score.yaml", strict.text ?? "");
                assert.deepEqual(again.errors, []);
                assert.deepEqual(again.workload?.document, workload?.document);
                assert.deepEqual(rewriteStrict("score.yaml", strict.text ?? ""), { ...strict, changes: [] });
            }),
            { numRuns: 300 },
        );
    });

    it("rewrites exactly what compat reads", () => {
        fc.assert(
            fc.property(any, (data) => {
                const { valid } = readScore("score.yaml", stringify(data), { compat: true });
                assert.equal(rewriteStrict("score.yaml", stringify(data)).text !== undefined, valid);
            }),
        );
    });
});
