import { spawnSync } from "node:child_process";
import { join } from "node:path";

/** Runs this package's own command in a folder and returns all that it printed. */
export function runWaymark(args: readonly string[], folder: string): string {
    const program = join(__dirname, "../../../dist/cli/bin.js");
    const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
        cwd: folder,
        encoding: "utf8",
    });
    if (status !== 0) {
        throw new Error(`waymark ${args.join(" ")} failed with status ${status}\n${stdout}${stderr}`);
    }
    return stdout + stderr;
}
