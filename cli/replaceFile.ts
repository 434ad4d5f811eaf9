import { randomBytes } from "node:crypto";
import { realpathSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";

/**
 * Replaces the text of an existing file in one step: whoever reads it sees the old text or the new one, never a part.
 * A symbolic link stays one; the file keeps its mode.
 */
export function replaceFile(path: string, text: string): void {
    const target = realpathSync(path);
    const temporary = join(dirname(target), `.${basename(target)}.${randomBytes(6).toString("hex")}.tmp`);
    try {
        writeFileSync(temporary, text, { flag: "wx", flush: true, mode: statSync(target).mode });
        renameSync(temporary, target);
    } catch (error) {
        rmSync(temporary, { force: true });
        throw error;
    }
}
