import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { harness } from "./harness/harness";
import { until } from "./harness/until";

const root = resolve(__dirname, "../..");

/** Runs this suite inside itself in a folder for temporary files of its own, until its first test has passed. */
async function startedSuite(temporary: string) {
    const mocha = join(root, "node_modules", "mocha", "bin", "mocha.js");
    const args = [mocha, "--config", "test/e2e/.mocharc.json", "--grep", "life of storefront in dev"];
    const child = spawn(process.execPath, args, {
        cwd: root,
        env: { ...process.env, TMPDIR: temporary },
        stdio: ["ignore", "pipe", "inherit"],
    });
    harness().keeper.watch(child.pid!);
    let printed = "";
    child.stdout.on("data", (chunk: Buffer) => (printed += chunk.toString()));
    await until("the inner suite is in the middle of its work", 90, () => Promise.resolve(printed.includes("✔")));
    return child;
}

/** Command lines of all processes that have to do with a folder. */
function processesIn(folder: string): string[] {
    const { stdout } = spawnSync("ps", ["-eo", "args"], { encoding: "utf8" });
    return stdout.split("\n").filter((line) => line.includes(folder));
}

/** What the suite writes; the loader of TypeScript keeps a cache of its own beside it. */
function scratchFoldersIn(folder: string): string[] {
    return readdirSync(folder).filter((name) => name.startsWith("waymark-e2e-"));
}

describe("a suite that is interrupted leaves no process and no file behind", () => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGKILL"] as const) {
        it(signal, async () => {
            const temporary = mkdtempSync(join(harness().keeper.scratch, "inner-"));
            const child = await startedSuite(temporary);
            assert.ok(processesIn(temporary).some((line) => line.includes("kube-apiserver")));
            assert.equal(scratchFoldersIn(temporary).length, 1);
            const ended = once(child, "exit");
            child.kill(signal);
            await ended;
            harness().keeper.forget(child.pid!);
            await until("everything is gone", 30, () =>
                Promise.resolve(processesIn(temporary).length === 0 && scratchFoldersIn(temporary).length === 0),
            );
        });
    }
});
