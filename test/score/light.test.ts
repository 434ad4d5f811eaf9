import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";

/** Packages that a fresh process has loaded once it has run some code. */
function packagesLoadedBy(code: string): string[] {
    const script = `${code}; process.stderr.write(JSON.stringify(Object.keys(require.cache)))`;
    const { stderr, status } = spawnSync(process.execPath, ["--require", "tsx/cjs", "--eval", script], {
        encoding: "utf8",
    });
    assert.equal(status, 0, stderr);
    const files = JSON.parse(stderr) as string[];
    const names = files.map((file) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1]);
    const ofTheTest = ["tsx", "esbuild", undefined]; // what compiles TypeScript on the way
    return [...new Set(names)].flatMap((name) => (ofTheTest.includes(name) ? [] : [name!])).sort();
}

describe("score: light enough for an editor", () => {
    it("loads its two libraries and nothing else, no Pulumi above all", () => {
        assert.deepEqual(packagesLoadedBy('require("./score").readScore("a.yaml", "{}")'), ["yaml", "zod"]);
    });

    it("keeps `waymark validate` as light", () => {
        const run = 'require("./cli/run").run(["validate", "examples/my-service/score.yaml"], { out() {}, err() {} })';
        assert.deepEqual(packagesLoadedBy(run), ["yaml", "zod"]);
    });

    for (const command of ['["resources", "examples/my-service/score.yaml"]', '["provisioners"]']) {
        it(`loads no Pulumi for waymark ${command}`, () => {
            const run = `require("./cli/run").run(${command}, { out() {}, err() {} })`;
            assert.deepEqual(
                packagesLoadedBy(run).filter((name) => name.startsWith("@pulumi/")),
                [],
            );
        });
    }
});
