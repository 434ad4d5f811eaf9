// npm test: build, lint, and every suite that needs npm alone. The last line counts them; a failed build or check counts
// as one that failed, so that the line never says that all is well when it isn't.
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { build } from "./build.mjs";
import { root, testFolders, toolEnvironment } from "./checkout.mjs";
import { countsOf, countsText } from "./counts.mjs";
import { lint } from "./lint.mjs";

/** Runs mocha and resolves to its counts; a run that ends without counts is one failure. */
async function suites() {
    // Its output passes through here, so it can't see for itself whether that goes to a terminal.
    const env = process.stdout.isTTY ? { ...toolEnvironment, MOCHA_COLORS: "1" } : toolEnvironment;
    const child = spawn("mocha", testFolders, { cwd: root, env, stdio: ["inherit", "pipe", "inherit"] });
    let counts;
    for await (const line of createInterface({ input: child.stdout })) {
        const found = countsOf(line);
        counts = found ?? counts;
        if (found === undefined) {
            console.log(line);
        }
    }
    return counts ?? { passed: 0, failed: 1, skipped: 0 };
}

const counts = { passed: 0, failed: 1, skipped: 0 };
if (build()) {
    const failedChecks = await lint();
    Object.assign(counts, await suites());
    counts.failed += failedChecks;
}
console.log(countsText(counts));
process.exitCode = counts.failed === 0 ? 0 : 1;
