// npm run bench:engine [-- PAIRS]: what the components cost in a preview of the real Pulumi engine. Where its programs
// are absent and can't be built, it says so.
import { spawnSync } from "node:child_process";
import { build } from "./build.mjs";
import { root } from "./checkout.mjs";
import { findTools } from "./e2eTools.mjs";

const { tools, missing } = findTools();
if (tools === undefined) {
    console.log(`nothing measured: ${missing.join(", ")} not found, and Go is needed to build what is missing`);
} else if (build()) {
    const args = ["--import", "tsx", "bench/realEngine.ts", ...process.argv.slice(2)];
    const env = { ...process.env, WAYMARK_E2E_TOOLS: JSON.stringify(tools) };
    process.exitCode = spawnSync(process.execPath, args, { cwd: root, env, stdio: "inherit" }).status ?? 1;
} else {
    process.exitCode = 1;
}
