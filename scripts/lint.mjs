// npm run lint: every script of package.json whose name begins with `lint:`, all of them even if one fails.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root, toolEnvironment } from "./checkout.mjs";
import { refresh } from "./refresh.mjs";

const prefix = "lint:";

/** Runs one check; resolves to its exit status and to what it printed, kept together. */
function run(command) {
    return new Promise((resolve) => {
        const child = spawn(command, {
            cwd: root,
            shell: true,
            env: toolEnvironment,
            stdio: ["ignore", "pipe", "pipe"],
        });
        const output = [];
        child.stdout.on("data", (chunk) => output.push(chunk));
        child.stderr.on("data", (chunk) => output.push(chunk));
        child.on("close", (status) => resolve({ status, output: Buffer.concat(output).toString() }));
    });
}

/** Runs all checks at once, prints them in the order of package.json, and returns how many failed. */
export async function lint() {
    const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    const checks = Object.entries(scripts)
        .filter(([name]) => name.startsWith(prefix))
        .map(([name, command]) => [name, run(command)]);
    let failures = 0;
    for (const [name, result] of checks) {
        const { status, output } = await result;
        if (status === 0) {
            console.log(`${name}: fine`);
        } else {
            failures += 1;
            console.log(`${output.trimEnd()}\n${name}: FAILED (again: npm run ${name})`);
        }
    }
    return failures;
}

if (import.meta.filename === process.argv[1]) {
    process.exitCode = refresh() && (await lint()) === 0 ? 0 : 1;
}
