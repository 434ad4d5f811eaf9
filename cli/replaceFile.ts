import { randomBytes } from "node:crypto";
import { existsSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * Writes a file in one step: whoever reads it sees the old text or the new one, never a part.
 * A symbolic link stays one; a file that is there keeps its mode.
 */
export function replaceFile(path: string, text: string): void {
    const isThere = existsSync(path);
    const target = isThere ? realpathSync(path) : path;
    const temporary = join(dirname(target), `.waymark-${randomBytes(6).toString("hex")}.tmp`);
    try {
        writeFileSync(temporary, text, { flag: "wx", flush: true, mode: isThere ? statSync(target).mode : 0o644 });
        renameSync(temporary, target);
    } catch (error) {
        rmSync(temporary, { force: true });
        throw error;
    }
}
