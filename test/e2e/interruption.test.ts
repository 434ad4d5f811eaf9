import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { harness } from "./harness/harness";
import { until } from "./harness/until";

const root = resolve(__dirname, "../..");

/** Runs what npm run test:e2e runs, with a folder for temporary files of its own, until its first test has passed. */
async function startedSuite(temporary: string) {
    const args = ["scripts/e2e.mjs", "--grep", "life of storefront in dev"];
    const child = await harness().keeper.spawn(process.execPath, args, {
        cwd: root,
        env: { ...process.env, TMPDIR: temporary },
        stdio: ["ignore", "pipe", "inherit"],
    });
    let printed = "";
    child.stdout!.on("data", (chunk: Buffer) => (printed += chunk.toString()));
    await until("the inner suite is in the middle of its work", 120, () => Promise.resolve(printed.includes("✔")));
    return child;
}

/** Command lines of all processes that have to do with a folder or have it for their temporary files. */
function processesIn(folder: string): string[] {
    // "e" adds the environment to the command line.
    const { stdout } = spawnSync("ps", ["axeww", "-o", "pid,args"], { encoding: "utf8", maxBuffer: 2 ** 26 });
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
            const left = (): string[] => [...processesIn(temporary), ...scratchFoldersIn(temporary)];
            await until("everything is gone", 60, () => Promise.resolve(left().length === 0));
        });
    }
});
