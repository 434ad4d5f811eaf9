import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Problem } from "../core/problem";
import { fromManifests, type Manifests } from "../policies/manifests/fromManifests";
import { pathOfArgument, readFileArgument } from "./scoreFiles";

/** What one path on the command line holds. */
export interface PolicyInput extends Omit<Manifests, "isForeign"> {
    /** How many files were read or should have been. */
    files: number;
    /** It was a folder. */
    isFolder: boolean;
    /** Files of a folder with documents that have nothing to do with Kubernetes, and are not judged. */
    passedBy: string[];
}

/** Names of folders that hold other people's files. */
const othersFolders = new Set(["node_modules"]);

/**
 * Reads what paths name: files, folders with everything below them (`.yaml`, `.yml`, `.json`, hidden ones left out), `-`
 * for standard input. A file that two paths name is read for the first. What is of something else than Kubernetes is
 * passed by in a folder, and a problem where somebody named the file.
 */
export function readPolicyPaths(paths: readonly string[], each: boolean): PolicyInput[] {
    const seen = new Set<string>();
    return paths.map((path) => {
        const { files, isFolder, problems } = filesOf(path);
        const fresh = files.filter((file) => {
            const real = file === "-" ? file : pathOfArgument(file);
            return each || (!seen.has(real) && seen.add(real));
        });
        const read = fresh.map(readManifests);
        const foreign = isFolder ? read.filter(({ isForeign }) => isForeign) : [];
        return {
            resources: read.flatMap(({ resources }) => resources),
            problems: [...problems, ...read.flatMap((one) => (foreign.includes(one) ? [] : one.problems))],
            passedBy: fresh.filter((_, index) => foreign.includes(read[index]!)),
            warnings: read.flatMap(({ warnings }) => warnings),
            files: fresh.length + problems.length,
            isFolder,
        };
    });
}

function readManifests(file: string): Manifests {
    const content = readFileArgument(file);
    const nothing = (problem: Problem): Manifests => ({
        ...{ resources: [], warnings: [], isForeign: false },
        problems: [problem],
    });
    if ("problem" in content) {
        return nothing(content.problem);
    }
    if (file === "-" && content.bytes.length === 0) {
        const hint = "the command before it may have failed: set -o pipefail shows that";
        return nothing({ code: "no-input", message: "standard input is empty", hint, file });
    }
    return fromManifests(file, content.bytes);
}

function filesOf(path: string): { files: string[]; isFolder: boolean; problems: Problem[] } {
    if (path === "-" || statSync(pathOfArgument(path), { throwIfNoEntry: false })?.isDirectory() !== true) {
        return { files: [path], isFolder: false, problems: [] };
    }
    const problems: Problem[] = [];
    const files = walk(path.replace(/(?<=.)\/+$/, ""), problems);
    return { files, isFolder: true, problems };
}

/** The files below a folder in the order of their names. Links to folders are not followed, so that no walk is endless. */
function walk(folder: string, problems: Problem[]): string[] {
    try {
        const entries = readdirSync(pathOfArgument(folder), { withFileTypes: true });
        const shown = entries.filter(({ name }) => !name.startsWith(".") && !othersFolders.has(name));
        return shown
            .sort((a, b) => (a.name < b.name ? -1 : 1))
            .flatMap((entry) => {
                const path = folder === "/" ? `/${entry.name}` : `${folder}/${entry.name}`;
                if (entry.isDirectory()) {
                    return walk(path, problems);
                }
                return /\.(ya?ml|json)$/.test(entry.name) && isFile(join(pathOfArgument(folder), entry.name))
                    ? [path]
                    : [];
            });
    } catch (error) {
        const message = `the folder can't be read (${(error as NodeJS.ErrnoException).code ?? "unknown reason"})`;
        problems.push({ code: "file-not-readable", message, hint: "check its permissions", file: folder });
        return [];
    }
}

/** A file, or a link to one; a link to nowhere is one too, so that it is told of. */
function isFile(path: string): boolean {
    return statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true;
}
