// Owns every process and every scratch file of an end-to-end run. It lives as long as its standard input is open: when
// the tests end, are interrupted or are killed, the input closes, and the keeper ends what it started or was told of
// and removes the scratch folder. A process of its own, because a killed test process can clean up nothing.
// usage: node keeperProcess.mjs SCRATCH_FOLDER; one JSON message a line: {start: {name, command, args, log}},
// {stop: name} (answered on stdout), {watch: pid}, {forget: pid}
import { spawn } from "node:child_process";
import { existsSync, openSync, rmSync } from "node:fs";
import process from "node:process";
import { createInterface } from "node:readline";
import { clearTimeout, setTimeout } from "node:timers";
import { setTimeout as pause } from "node:timers/promises";

const scratch = process.argv[2];
/** Processes that were started here, by name. */
const started = new Map();
/** Ids of processes that the tests started themselves. */
const watched = new Set();
const patienceMs = 1000;

function start({ name, command, args, log }) {
    const output = openSync(log, "a");
    const child = spawn(command, args, { cwd: scratch, stdio: ["ignore", output, output] });
    const ended = new Promise((resolve) => {
        child.once("exit", resolve);
        child.once("error", resolve);
    });
    started.set(name, { child, ended });
}

async function stop(name) {
    const { child, ended } = started.get(name) ?? {};
    if (child === undefined) {
        return;
    }
    started.delete(name);
    child.kill("SIGTERM");
    const last = setTimeout(() => child.kill("SIGKILL"), patienceMs);
    await ended;
    clearTimeout(last);
}

function killWatched() {
    for (const pid of watched) {
        try {
            process.kill(pid, "SIGKILL");
        } catch {
            // It has ended already.
        }
    }
}

/** Removes the scratch folder until it stays away: a process that was just killed may have been writing into it. */
async function removeScratch() {
    for (let quiet = 0, tries = 0; quiet < 3 && tries < 50; tries++) {
        quiet = existsSync(scratch) ? 0 : quiet + 1;
        try {
            rmSync(scratch, { recursive: true, force: true });
        } catch {
            // Something was written while it was removed.
        }
        await pause(200);
    }
}

// Ctrl+C goes to the whole foreground group; the keeper still has to clean up then.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.on(signal, () => undefined);
}

const lines = createInterface({ input: process.stdin });
lines.on("line", (line) => {
    const message = JSON.parse(line);
    if (message.start !== undefined) {
        start(message.start);
    } else if (message.stop !== undefined) {
        void stop(message.stop).then(() => process.stdout.write(`${message.stop}\n`));
    } else if (message.watch !== undefined) {
        watched.add(message.watch);
    } else if (message.forget !== undefined) {
        watched.delete(message.forget);
    }
});
lines.on("close", async () => {
    killWatched();
    // The newest first: what needs another process ends before it.
    for (const name of [...started.keys()].reverse()) {
        await stop(name);
    }
    await removeScratch();
    process.exit(0);
});
