import assert from "node:assert/strict";
import { readScore, rewriteStrict, type ScoreReading } from "../../score";
import { seedSamples } from "../helpers/seedSamples";

/** Code and line of what the strict reading finds wrong, and of what compat changes. */
const expected: Record<string, { errors: string[]; warnings: string[] }> = {
    "my-service": {
        errors: ["wrong-type 12"],
        warnings: ["resources-list 11", "properties-key 14"],
    },
    "payment-worker": {
        errors: ["missing-key 12", "unknown-key 14", "bad-format 29", "unknown-key 30", "unknown-key 38"],
        warnings: [
            "files-list 11",
            "files-path 12",
            "probes-map 15",
            "old-resource-type 29",
            "properties-key 30",
            "properties-key 38",
            "mount-path-param 40",
        ],
    },
};

const show = (problems: ScoreReading["errors"]) => problems.map(({ code, line }) => `${code} ${line}`);

describe("score: the two samples of the seed article, as printed there", () => {
    const samples = seedSamples();
    if (samples === undefined) {
        it("skipped: the seed article is not beside the project");
        return;
    }

    it("has two", () => assert.equal(samples.length, 2));

    for (const text of samples) {
        const name = /name: (\S+)/.exec(text)?.[1] ?? "";

        it(`refuses ${name}, with every error naming the option`, () => {
            const { valid, errors } = readScore("score.yaml", text);
            assert.equal(valid, false);
            assert.deepEqual(show(errors), expected[name]?.errors);
            assert.ok(errors.every(({ hint }) => hint?.includes("--compat")));
        });

        it(`reads ${name} with compat, with a warning for each change`, () => {
            const { workload, errors, warnings } = readScore("score.yaml", text, { compat: true });
            assert.deepEqual(errors, []);
            assert.deepEqual(show(warnings), expected[name]?.warnings);
            assert.equal(workload?.name, name);
        });

        it(`fills the image of ${name}`, () => {
            const { workload } = readScore("score.yaml", text, { compat: true, image: "ghcr.io/acme/x:1" });
            assert.equal(workload?.document.containers[name]?.image, "ghcr.io/acme/x:1");
        });

        it(`rewrites ${name} as the same document in strict v1b1`, () => {
            const { text: strict = "" } = rewriteStrict("score.yaml", text);
            const again = readScore("score.yaml", strict);
            assert.deepEqual(again.errors, []);
            assert.deepEqual(again.warnings, []);
            assert.deepEqual(
                again.workload?.document,
                readScore("score.yaml", text, { compat: true }).workload?.document,
            );
            assert.equal(rewriteStrict("score.yaml", strict).text, strict);
        });
    }
});
