// Where the checkout is, and how its scripts start other programs.
import { spawnSync } from "node:child_process";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** The environment in which the installed tools are found by their names. */
export const toolEnvironment = {
    ...process.env,
    PATH: [join(root, "node_modules", ".bin"), process.env.PATH].join(delimiter),
};

/**
 * Runs a program in the checkout and returns whether it succeeded. Its output goes to stderr unless `stdio` says
 * otherwise, since stdout belongs to the result that was asked for.
 */
export function runs(command, args, { stdio = ["ignore", 2, 2] } = {}) {
    const { status, error } = spawnSync(command, args, { cwd: root, stdio, env: toolEnvironment });
    if (error !== undefined) {
        console.error(`${command}: ${error.message}`);
    }
    return status === 0;
}

/** Folders with tests that need npm alone. */
export const testFolders = ["test", "examples"];
