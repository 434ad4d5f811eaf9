import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { waymarkIn } from "../cli/commandHarness";
import { seedSamples } from "../helpers/seedSamples";

describe("waymark preview of the seed article's samples", () => {
    const samples = seedSamples();
    if (samples === undefined) {
        it("skipped: the seed article is not beside the project");
        return;
    }
    let folder = "";
    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), "waymark-"));
    });
    afterEach(() => rmSync(folder, { recursive: true }));

    for (const text of samples) {
        const name = /name: (\S+)/.exec(text)?.[1] ?? "";
        const image = ["--image", `${name}=registry.example/${name}:1.0.0`];

        for (const environment of ["dev", "staging", "prod"]) {
            it(`${name} in ${environment}, with --compat and an image`, async () => {
                writeFileSync(join(folder, "score.yaml"), text);
                const preview = ["preview", "--environment", environment, "score.yaml", ...image];
                const strict = await waymarkIn(folder, ...preview);
                assert.equal(strict.status, 2);
                assert.match(strict.err, /--compat/);
                const { status, err, out } = await waymarkIn(folder, ...preview, "--compat");
                assert.equal(status, 0, err);
                assert.match(err, /^warning: score\.yaml:\d+:\d+: /);
                assert.match(out, new RegExp(`^StandardService +${name}$`, "m"));
            });
        }

        it(`${name}, rewritten in strict v1b1`, async () => {
            writeFileSync(join(folder, "score.yaml"), text);
            assert.equal((await waymarkIn(folder, "validate", "--compat", "--write", "score.yaml")).status, 0);
            const { status, err } = await waymarkIn(folder, "preview", "--environment", "prod", "score.yaml", ...image);
            assert.deepEqual([status, err], [0, ""]);
        });
    }
});
