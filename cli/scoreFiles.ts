import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Problem } from "../core/problem";
import { workingFolder } from "./workingFolder";

/** Bytes of a file as the user named it, or the problem that keeps it from being read. */
export type FileContent = { file: string; bytes: Uint8Array } | { file: string; problem: Problem };

/** Reads a file relative to where the user stands; `-` is standard input. */
export function readFileArgument(file: string): FileContent {
    try {
        return { file, bytes: readFileSync(file === "-" ? 0 : pathOfArgument(file)) };
    } catch (error) {
        return { file, problem: readProblem(file, (error as NodeJS.ErrnoException).code) };
    }
}

/** The path of a file as the user named it, relative to where the user stands. */
export function pathOfArgument(file: string): string {
    return resolve(workingFolder(), file);
}

function readProblem(file: string, code: string | undefined): Problem {
    switch (code) {
        case "ENOENT":
        case "ENOTDIR":
            return { code: "file-not-found", message: "there is no such file", hint: "check the path", file };
        case "EISDIR":
            return { code: "is-a-folder", message: "this is a folder", hint: "name the Score files in it", file };
        default:
            return {
                code: "file-not-readable",
                message: `the file can't be read (${code ?? "unknown reason"})`,
                hint: "check its permissions and links",
                file,
            };
    }
}
