// The project's commands. Needs Node and npm alone, so that each works as the first thing ever run in a fresh clone.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Runs a program in the project; a failure ends this process with its status. */
function run(command, args, env = {}) {
    const { status } = spawnSync(command, args, { cwd: root, stdio: "inherit", env: { ...process.env, ...env } });
    if (status !== 0) {
        process.exit(status ?? 1);
    }
}

function tool(name, ...args) {
    run(join(root, "node_modules", ".bin", name), args);
}

function install() {
    if (!existsSync(join(root, "node_modules", ".package-lock.json"))) {
        run("npm", ["ci", "--no-audit", "--no-fund"]);
    }
}

const commands = {
    build: () => tool("tsc", "-p", "tsconfig.build.json"),
    lint: () => {
        tool("tsc", "--noEmit", "-p", "tsconfig.json");
        tool("eslint", ".");
        tool("prettier", "--check", "--log-level", "warn", ".");
        tool("depcruise", "--config", ".dependency-cruiser.cjs", "--output-type", "err", ".");
    },
    test: () => {
        commands.build();
        commands.lint();
        tool("mocha");
    },
    coverage: () => tool("c8", "mocha"),
};

const command = commands[process.argv[2]];
if (command === undefined) {
    console.error(`usage: node scripts/run.mjs ${Object.keys(commands).join("|")}`);
    process.exit(2);
}
install();
command();
