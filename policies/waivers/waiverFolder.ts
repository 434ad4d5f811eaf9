import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ProblemError } from "../../core/problem";
import type { WaiverFile } from "./readWaivers";

/**
 * The files of a folder of waivers (`*.yaml`, `*.yml`); names begin with the folder as the user named it.
 *
 * @param path where it is
 * @param mayBeMissing without the folder there are no waivers
 * @throws ProblemError where the folder, or a file in it, can't be read
 */
export function readWaiverFolder(folder: string, path: string, mayBeMissing = false): WaiverFile[] {
    const names = listed(folder, path, mayBeMissing).filter((name) => /^[^.].*\.ya?ml$/.test(name));
    return names.sort().map((name) => {
        const file = `${folder.replace(/\/+$/, "")}/${name}`;
        try {
            return { file, content: readFileSync(join(path, name)) };
        } catch (error) {
            throw notReadable(file, error, "the file of waivers");
        }
    });
}

function listed(folder: string, path: string, mayBeMissing: boolean): string[] {
    try {
        return readdirSync(path);
    } catch (error) {
        if (mayBeMissing && (error as NodeJS.ErrnoException).code === "ENOENT") {
            return [];
        }
        throw notReadable(folder, error, "the folder of waivers");
    }
}

function notReadable(file: string, error: unknown, what: string): ProblemError {
    const reason = (error as NodeJS.ErrnoException).code ?? "unknown reason";
    const message = `${what} can't be read (${reason})`;
    return new ProblemError({
        code: "waivers-not-readable",
        message,
        hint: "check the path and its permissions",
        file,
    });
}
