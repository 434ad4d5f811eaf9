import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Keeper } from "./keeper";
import type { Served } from "./serve";

/**
 * Serves a program of this repository from a process of its own, which `close` kills. For calls that are to break: a
 * program that outlives its engine goes on failing, and what nobody catches there would reach the next program in the
 * same process, which then fails with "14 UNAVAILABLE" for no fault of its own.
 */
export async function serveProgramApart(file: string, root: string, keeper: Keeper): Promise<Served> {
    const args = ["--import", "tsx", join(__dirname, "programProcess.ts"), file, root];
    const child = await keeper.spawn(process.execPath, args, {
        cwd: join(__dirname, "../../.."),
        stdio: ["pipe", "pipe", "inherit"],
    });
    return await new Promise((resolve, reject) => {
        child.once("error", reject);
        child.once("exit", (status) => reject(new Error(`the program's process ended with status ${status}`)));
        createInterface({ input: child.stdout! }).once("line", (line) =>
            resolve({ port: Number(line), close: () => child.kill("SIGKILL") }),
        );
    });
}
