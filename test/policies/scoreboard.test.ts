import assert from "node:assert/strict";
import { sharedPath } from "../helpers/shared";
import { tools } from "./scoreboard/cases";
import { disagreementRows, scoreboardText } from "./scoreboard/printing";
import { readExplained, scoreTools, type ToolScore } from "./scoreboard/scoreboard";

const folder = sharedPath("conformance", "policy");

describe("cases of other tools", () => {
    it("are explained with one sentence each, where we disagree", () => {
        for (const row of tools.flatMap(readExplained)) {
            assert.ok(["decision", "their-defect", "narrower"].includes(row.reason), row.case);
            assert.ok(row.why.length > 20 && row.rule !== "", row.case);
        }
    });

    if (folder === undefined) {
        it("skipped: the conformance files are not beside this project");
        return;
    }
    let scores: ToolScore[];
    before(function () {
        this.timeout(60_000);
        scores = scoreTools(folder);
    });

    for (const tool of tools) {
        it(`${tool}: every disagreement has a reason, and every reason a disagreement`, () => {
            const { unexplained, stale } = scores.find((score) => score.tool === tool)!;
            assert.equal(disagreementRows(unexplained), "");
            assert.deepEqual(stale, []);
        });
    }

    it("are all on the printed scoreboard", () => {
        const lines = scoreboardText(scores, { rules: true, skipped: true, explained: true }).split("\n");
        const cases = lines.slice(1, 6).map((line) => line.split(/ +/).slice(0, 2).join(" "));
        assert.deepEqual(cases, [
            "polaris 322",
            "kube-linter 175",
            "kube-score 179",
            "gatekeeper-library 270",
            "trivy 182",
        ]);
    });
});
