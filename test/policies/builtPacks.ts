import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";

/** Builds the packs into a folder before the tests of a suite, and takes it away after them. */
export function buildPacksInto(folder: string): void {
    before(() => {
        const { status, stderr } = spawnSync(process.execPath, ["scripts/buildPacks.mjs", folder], {
            encoding: "utf8",
        });
        assert.equal(status, 0, stderr);
    });
    after(() => rmSync(folder, { recursive: true, force: true }));
}
