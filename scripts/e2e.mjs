// npm run test:e2e [-- MOCHA ARGUMENTS]: the end-to-end suite, on the real Pulumi engine and a real API server. Where
// the programs for it are absent and Go to build them is too, it says so and succeeds: nothing else depends on it.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { build } from "./build.mjs";
import { root } from "./checkout.mjs";
import { countsText } from "./counts.mjs";
import { findTools } from "./e2eTools.mjs";

const none = { passed: 0, failed: 0, skipped: 0 };

/** Runs mocha in this terminal; it gets every interrupt itself and cleans up. */
function suites(tools) {
    const mocha = join(root, "node_modules", "mocha", "bin", "mocha.js");
    const args = [mocha, "--config", "test/e2e/.mocharc.json", ...process.argv.slice(2)];
    const env = { ...process.env, WAYMARK_E2E_TOOLS: JSON.stringify(tools) };
    const child = spawn(process.execPath, args, { cwd: root, env, stdio: "inherit" });
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
        process.on(signal, () => child.kill(signal));
    }
    return new Promise((resolve) => child.on("exit", (status) => resolve(status ?? 1)));
}

const { tools, missing } = findTools();
if (tools === undefined) {
    console.log(`end-to-end tests skipped: ${missing.join(", ")} not found, and Go is needed to build what is missing`);
    console.log(countsText(none));
} else if (build()) {
    process.exitCode = await suites(tools);
} else {
    console.log(countsText({ ...none, failed: 1 }));
    process.exitCode = 1;
}
