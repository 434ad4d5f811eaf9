import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** How the project's own tests import what a user imports from the package. */
const imports = [
    ["../../../policies/crossguard", "waymark/policies/crossguard"],
    ["../../../policies", "waymark/policies"],
    ["../../../engine", "waymark/testing"],
    ["../../..", "waymark"],
] as const;

/**
 * Declares the test that a page shows exactly the code that stands in files beside the tests, where it is compiled and
 * run: each of the page's TypeScript blocks begins with the file's name in a comment.
 */
export function pageShows(page: string, folder: string, files: readonly string[]): void {
    it(`${page} shows ${files.join(", ")} as they are`, () => {
        const text = readFileSync(page, "utf8");
        const blocks = [...text.matchAll(/^```ts\n\/\/ (\S+)\n([^]*?)^```$/gm)].map(([, file, code]) => [file, code]);
        assert.equal(blocks.length, text.match(/^```ts$/gm)?.length, "a block without the name of its file");
        assert.deepEqual(
            blocks,
            files.map((file) => [file, asUserWrites(readFileSync(join(folder, file), "utf8"))]),
        );
    });
}

function asUserWrites(code: string): string {
    return imports.reduce((text, [own, users]) => text.replaceAll(`from "${own}"`, `from "${users}"`), code);
}
