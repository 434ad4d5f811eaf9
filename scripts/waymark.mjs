// The command line from a checkout: builds what is stale (quietly), then runs the built command in this same process.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const sources = ["core", "environments", "components", "score", "provisioners", "stacks", "policies", "engine", "cli"];
const stamp = join(root, "dist", ".sources");

/** One line per source file: path, size and time. It changes whenever a build would. */
function signature() {
    const lines = [];
    const visit = (path) => {
        const entry = statSync(join(root, path), { throwIfNoEntry: false });
        if (entry?.isDirectory()) {
            readdirSync(join(root, path)).forEach((name) => visit(join(path, name)));
        } else if (entry !== undefined) {
            lines.push(`${path} ${entry.size} ${entry.mtimeMs}`);
        }
    };
    ["index.ts", "tsconfig.json", "tsconfig.build.json", "package-lock.json", ...sources].forEach(visit);
    return createHash("sha256").update(lines.sort().join("\n")).digest("hex");
}

/** Runs a program with its output on stderr: stdout belongs to the command's result. */
function runQuietly(command, args) {
    const { status } = spawnSync(command, args, { cwd: root, stdio: ["ignore", 2, 2] });
    if (status !== 0) {
        process.exit(3);
    }
}

if (!existsSync(join(root, "node_modules", ".package-lock.json"))) {
    console.error("installing dependencies ...");
    runQuietly("npm", ["ci", "--no-audit", "--no-fund"]);
}
const now = signature();
if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== now) {
    console.error("building ...");
    runQuietly(process.execPath, [join(root, "node_modules", "typescript", "bin", "tsc"), "-p", "tsconfig.build.json"]);
    mkdirSync(dirname(stamp), { recursive: true });
    writeFileSync(stamp, now);
}
createRequire(import.meta.url)(join(root, "dist", "cli", "bin.js"));
