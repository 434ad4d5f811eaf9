import assert from "node:assert/strict";
import { execFile, spawnSync } from "node:child_process";
import { appendFileSync, copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { environment, outcome, scratchFolder, trackedFiles } from "./scratch";

const command = ["run", "-s", "waymark", "--", "validate", "examples/my-service/score.yaml"];
const verdict = "examples/my-service/score.yaml: valid\n";

/** The shortest of several runs, in milliseconds: the others measure what else the machine was doing. */
function quickest(folder: string, program: string, ...args: string[]): number {
    const times = Array.from({ length: 5 }, () => {
        const start = performance.now();
        assert.equal(outcome(folder, program, ...args).stdout, verdict);
        return performance.now() - start;
    });
    return Math.min(...times);
}

describe("a fresh clone", () => {
    const clone = join(scratchFolder(), "clone");
    const waymark = () => outcome(clone, "npm", ...command);
    const inClone = (path: string) => join(clone, path);

    before(() => {
        for (const path of trackedFiles()) {
            mkdirSync(dirname(inClone(path)), { recursive: true });
            copyFileSync(path, inClone(path));
        }
    });

    it("answers two first commands at once: one installs and builds, the other waits", async () => {
        const first = () =>
            new Promise<{ stdout: string; stderr: string }>((resolve, reject) => {
                execFile("npm", command, { cwd: clone, env: environment() }, (error, stdout, stderr) =>
                    error === null ? resolve({ stdout, stderr }) : reject(new Error(stderr, { cause: error })),
                );
            });
        const both = await Promise.all([first(), first()]);
        assert.deepEqual(
            both.map(({ stdout }) => stdout),
            [verdict, verdict],
        );
        assert.equal(both.filter(({ stderr }) => stderr.includes("installing dependencies")).length, 1);
        assert.equal(both.filter(({ stderr }) => stderr.includes("building")).length, 1);
    });

    it("repeats within 0.3 s of the built command, and says nothing but its result", () => {
        assert.deepEqual(waymark(), { status: 0, stdout: verdict, stderr: "" });
        const built = quickest(clone, process.execPath, "dist/cli/bin.js", ...command.slice(4));
        const repeat = quickest(clone, "npm", ...command);
        assert.ok(repeat - built < 300, `${repeat.toFixed()} ms against ${built.toFixed()} ms`);
    });

    it("passes the command's exit status through", () => {
        writeFileSync(inClone("bad.yaml"), "apiVersion: score.dev/v2\n");
        assert.equal(outcome(clone, "npm", ...command.slice(0, 5), "bad.yaml").status, 1);
        assert.equal(outcome(clone, "npm", ...command.slice(0, 4), "valdate").status, 2);
    });

    it("tells the compiler's errors on stderr, with status 3, where the sources do not compile", () => {
        const path = inClone("core/nearest.ts");
        const good = readFileSync(path);
        appendFileSync(path, 'export const wrong: number = "text";\n');
        for (let time = 1; time <= 2; time += 1) {
            const { status, stdout, stderr } = waymark();
            assert.deepEqual({ status, stdout }, { status: 3, stdout: "" });
            assert.match(stderr, /core\/nearest\.ts.*TS2322/);
        }
        writeFileSync(path, good);
        assert.equal(waymark().stdout, verdict);
    });

    it("forgets what was compiled from a source that is gone", () => {
        const compiled = inClone("dist/core/shortLived.js");
        writeFileSync(inClone("core/shortLived.ts"), "export const one = 1;\n");
        waymark();
        assert.ok(existsSync(compiled));
        rmSync(inClone("core/shortLived.ts"));
        waymark();
        assert.ok(!existsSync(compiled));
    });

    it("takes over from a process that ended while it was building", () => {
        const { pid } = spawnSync(process.execPath, ["-e", ""]);
        writeFileSync(inClone(".cache/lock"), String(pid));
        appendFileSync(inClone("core/nearest.ts"), "\n");
        assert.deepEqual(waymark(), { status: 0, stdout: verdict, stderr: "building ...\n" });
        assert.ok(!existsSync(inClone(".cache/lock")));
    });

    it("installs again where node_modules is not what the lock file asks for", () => {
        const record = inClone("node_modules/.package-lock.json");
        const text = readFileSync(record, "utf8");
        const { packages } = JSON.parse(text) as { packages: Record<string, { version: string }> };
        const older = { packages: { ...packages, "node_modules/yaml": { version: "0.0.1" } } };
        writeFileSync(record, JSON.stringify(older));
        const { stdout, stderr } = waymark();
        assert.equal(stdout, verdict);
        assert.match(stderr, /^installing dependencies/);
        assert.equal(readFileSync(record, "utf8"), text);
    });
});
