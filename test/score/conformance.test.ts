import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readScore } from "../../score";
import { sharedPath } from "../helpers/shared";

interface Case {
    file: string;
    expect: "valid" | "invalid";
    pipelineStage: string;
    upstreamExpectation: string;
}

describe("score: other implementations' own cases", () => {
    const folder = sharedPath("conformance", "score");
    if (folder === undefined) {
        it("skipped: ../shared/conformance/score is not there");
        return;
    }
    const { cases } = JSON.parse(readFileSync(join(folder, "cases.json"), "utf8")) as { cases: Case[] };

    for (const { file, expect, pipelineStage, upstreamExpectation } of cases) {
        it(file, () => {
            const { valid, errors } = readScore(file, readFileSync(join(folder, file)));
            assert.equal(valid, expect === "valid" && pipelineStage === "ok", JSON.stringify(errors, null, 1));
            const pointer = /^error contains: (\/\S*)$/.exec(upstreamExpectation)?.[1];
            if (!valid && expect === "invalid" && pointer !== undefined) {
                assert.ok(
                    errors.some((error) => error.pointer?.startsWith(pointer)),
                    `no error at ${pointer}: ${JSON.stringify(errors)}`,
                );
            }
        });
    }
});
