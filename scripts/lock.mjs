// One process at a time: two first commands in a fresh clone must not install or build over each other.
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { root } from "./checkout.mjs";

const file = join(root, ".cache", "lock");
const pauseMs = 100;

/** Takes the lock; false if somebody has it. */
function take() {
    mkdirSync(dirname(file), { recursive: true });
    try {
        writeFileSync(file, String(process.pid), { flag: "wx" });
        return true;
    } catch (error) {
        if (error.code === "EEXIST") {
            return false;
        }
        throw error;
    }
}

/** The process that has the lock; undefined if it was just given back or is just being written. */
function holder() {
    try {
        return Number(readFileSync(file, "utf8")) || undefined;
    } catch {
        return undefined;
    }
}

function isAlive(pid) {
    try {
        process.kill(pid, 0);
        return true;
    } catch (error) {
        return error.code === "EPERM"; // it is there, but somebody else's
    }
}

/** Removes the lock of a process that ended without giving it back. Two who find it do no harm: one rename wins. */
function removeLeftOver(pid) {
    const aside = `${file}.${process.pid}`;
    try {
        renameSync(file, aside);
        if (Number(readFileSync(aside, "utf8")) === pid) {
            rmSync(aside);
        } else {
            renameSync(aside, file); // somebody took the lock in between: it is theirs
        }
    } catch (error) {
        if (error.code !== "ENOENT") {
            throw error;
        }
    }
}

/** Runs `body` while no other process of this checkout is in such a body; waits as long as that takes. */
export function withLock(body) {
    let told = false;
    while (!take()) {
        const pid = holder();
        if (pid !== undefined && !isAlive(pid)) {
            removeLeftOver(pid);
            continue;
        }
        if (!told && pid !== undefined) {
            console.error(`waiting for process ${pid}, which installs or builds here (${file}) ...`);
            told = true;
        }
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pauseMs);
    }
    try {
        return body();
    } finally {
        rmSync(file, { force: true });
    }
}
