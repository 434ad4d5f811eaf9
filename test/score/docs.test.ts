import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { readScore } from "../../score";
import { kubernetesLimits } from "../../score/kubernetesLimits";
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

    it("names every limit of Kubernetes, those that it refuses and those that are read otherwise", () => {
        for (const [title, refused] of [
            ["Read with a warning", false],
            ["Refused by Kubernetes", true],
        ] as const) {
            const listed = [...section(title).matchAll(/^\| `([a-z0-9-]+)`/gm)].map(([, code]) => code);
            const rows = kubernetesLimits.filter((limit) => limit.refused === refused);
            assert.deepEqual(listed.sort(), rows.map(({ code }) => code).sort());
        }
    });
});
