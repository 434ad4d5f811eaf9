import { readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Environment } from "./environment";

/**
 * Recovers as Pulumi documents it and docs/troubleshooting.md repeats: give the lock back, forget what was under way,
 * look at what is, and go on.
 */
export async function recover(env: Environment): Promise<void> {
    removeEmptySidecars(env.backend);
    await env.command(["cancel", "--yes"]);
    await env.refresh({ args: ["--clear-pending-creates"] });
    await env.up();
}

/**
 * Removes the empty .attrs files of a state in files, as docs/troubleshooting.md says for "failed to load checkpoint:
 * EOF": Pulumi replaces the state in one go, and this file of metadata beside it not.
 */
export function removeEmptySidecars(backend: string): void {
    for (const entry of readdirSync(backend, { withFileTypes: true, recursive: true })) {
        const path = join(entry.parentPath, entry.name);
        if (entry.isFile() && entry.name.endsWith(".attrs") && statSync(path).size === 0) {
            rmSync(path);
        }
    }
}
