import { readFileSync, realpathSync } from "node:fs";
import { dirname, relative, resolve, sep } from "node:path";
import { ProblemError } from "../core/problem";

/** Content of a file that a Score file names as `source`: one of the two. */
export interface SourceContent {
    content?: string;
    /** Base64, where the file is no UTF-8 text. */
    binaryContent?: string;
}

/** Reads a source; the path is as the Score file says. */
export type SourceReader = (scoreFile: string, source: string) => SourceContent;

/**
 * Reads sources relative to the folder of their Score file, and never outside of it, symbolic links included.
 *
 * @param base folder that the names of Score files are relative to
 */
export function sourcesBelow(base: string): SourceReader {
    return (scoreFile, source) => {
        const folder = scoreFile === "-" ? resolve(base) : dirname(resolve(base, scoreFile));
        const path = resolve(folder, source);
        if (!isBelow(folder, path)) {
            throw outside(source);
        }
        try {
            if (!isBelow(realpathSync(folder), realpathSync(path))) {
                throw outside(source);
            }
            return decode(readFileSync(path));
        } catch (error) {
            if (error instanceof ProblemError) {
                throw error;
            }
            throw new ProblemError({
                code: "source-not-readable",
                message: `the source "${source}" can't be read (${(error as NodeJS.ErrnoException).code ?? "unknown reason"})`,
                hint: "the path is relative to the folder of the Score file",
            });
        }
    };
}

function isBelow(folder: string, path: string): boolean {
    const way = relative(folder, path);
    return way !== "" && way !== ".." && !way.startsWith(`..${sep}`) && resolve(folder, way) === path;
}

function outside(source: string): ProblemError {
    return new ProblemError({
        code: "source-outside",
        message: `the source "${source}" leads out of the folder of the Score file`,
        hint: "move the file below the folder of the Score file",
    });
}

function decode(bytes: Buffer): SourceContent {
    try {
        return { content: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes) };
    } catch {
        return { binaryContent: bytes.toString("base64") };
    }
}
