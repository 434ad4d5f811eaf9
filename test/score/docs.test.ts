import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { readScore } from "../../score";
import { waymarkBlockSchema } from "../../score/waymarkBlock";
import { compatRows } from "./compatRows";
import { minimal } from "./documents";

const page = readFileSync("docs/score.md", "utf8");

/** The part of the page below a heading. */
const section = (title: string) => page.split(/^#+ /m).find((part) => part.startsWith(title)) ?? "";

describe("docs/score.md", () => {
    const examples = [...page.matchAll(/^```yaml\n([\s\S]*?)^```/gm)].map(([, text = ""]) => text);

    it("shows documents and parts of them that are valid as they stand", () => {
        assert.ok(examples.length >= 7);
        for (const text of examples) {
            const document = { ...minimal, ...(parse(text) as object) };
            const { errors, warnings } = readScore("docs/score.md", JSON.stringify(document));
            assert.deepEqual([errors, warnings], [[], []], text);
        }
    });

    it("has an example for each key of metadata.waymark", () => {
        for (const key of Object.keys(waymarkBlockSchema.shape)) {
            assert.match(section(key), new RegExp(`^ +${key}:`, "m"));
        }
    });

    it("names every form that compat reads, and no other", () => {
        const listed = [...section("`--compat`").matchAll(/`([a-z-]+)` +\|$/gm)].map(([, code]) => code);
        assert.deepEqual(listed.sort(), [...new Set(compatRows.flatMap(({ warnings }) => warnings))].sort());
    });

    it("names every warning about environments", () => {
        const listed = [...section("Read with a warning").matchAll(/^\| `([a-z-]+)`/gm)].map(([, code]) => code);
        const source = readFileSync("score/environmentWarnings.ts", "utf8");
        assert.deepEqual(listed.sort(), [...source.matchAll(/code: "([a-z-]+)"/g)].map(([, code]) => code).sort());
    });
});
