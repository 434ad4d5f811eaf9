import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "mocha";

/** What package.json says, as far as these tests ask. */
interface Manifest {
    name: string;
    version: string;
    exports: Record<string, string | { types: string; default: string }>;
    devDependencies: Record<string, string>;
}

export const checkout = process.cwd();

export const manifest = JSON.parse(readFileSync("package.json", "utf8")) as Manifest;

/** A new folder outside the checkout, so that nothing is found in the checkout by accident; gone after the run. */
export function scratchFolder(): string {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), "waymark-package-")));
    after(() => rmSync(folder, { recursive: true, force: true }));
    return folder;
}

/** This process's environment without what npm told it about the checkout: a user's shell has none of it. */
export function environment(): NodeJS.ProcessEnv {
    return Object.fromEntries(
        Object.entries(process.env).filter(([name]) => !/^(npm_|INIT_CWD$|NODE_OPTIONS$)/.test(name)),
    );
}

/** Runs a program and returns its standard output; throws with all of its output where it fails. */
export function run(folder: string, command: string, ...args: string[]): string {
    try {
        return execFileSync(command, args, {
            cwd: folder,
            encoding: "utf8",
            env: environment(),
            stdio: ["ignore", "pipe", "pipe"],
        });
    } catch (error) {
        const { stdout, stderr } = error as { stdout?: string; stderr?: string };
        throw new Error(`${command} ${args.join(" ")} failed\n${stdout ?? ""}\n${stderr ?? ""}`, { cause: error });
    }
}

/** Runs a program whose failure is part of the question. */
export function outcome(folder: string, command: string, ...args: string[]) {
    const { status, stdout, stderr } = spawnSync(command, args, { cwd: folder, encoding: "utf8", env: environment() });
    return { status, stdout, stderr };
}

/** Files of the checkout that git knows or would take, changes included: what a fresh clone would have. */
export function trackedFiles(...paths: string[]): string[] {
    const tracked = run(checkout, "git", "ls-files", "--cached", "--others", "--exclude-standard", "--", ...paths);
    const deleted = new Set(run(checkout, "git", "ls-files", "--deleted").split("\n"));
    return tracked.split("\n").filter((path) => path !== "" && !deleted.has(path));
}

export function writeJson(path: string, value: unknown): void {
    writeFileSync(path, JSON.stringify(value, undefined, 4));
}
