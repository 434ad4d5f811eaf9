import assert from "node:assert/strict";
import { toPointer } from "../../core/pointer";
import { readScore } from "../../score";
import { documentOf, scoreBorders, waymarkBorders } from "./borders";

const judge = (path: string[], value: unknown) => readScore("score.yaml", JSON.stringify(documentOf(path, value)));

describe("score: borders of every field", () => {
    for (const { path, good, bad } of [...scoreBorders, ...waymarkBorders]) {
        const pointer = toPointer(path);

        it(`${pointer} takes ${good.length}, refuses ${bad.length}`, () => {
            for (const value of good) {
                assert.deepEqual(judge(path, value).errors, [], JSON.stringify(value));
            }
            for (const value of bad) {
                const { errors } = judge(path, value);
                const shown = `${JSON.stringify(value)}: ${JSON.stringify(errors)}`;
                assert.equal(errors.length, 1, shown);
                assert.ok(errors[0]!.pointer?.startsWith(pointer), shown);
                assert.ok(errors[0]!.hint !== undefined && errors[0]!.line === 1, shown);
            }
        });
    }

    it("asks for apiVersion, metadata and containers", () => {
        const errors = readScore("score.yaml", "{}").errors.map(({ code, pointer }) => `${code} ${pointer}`);
        assert.deepEqual(errors, ["missing-key /apiVersion", "missing-key /metadata", "missing-key /containers"]);
    });
});
