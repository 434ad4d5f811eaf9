import { readFileSync } from "node:fs";
import { isAbsolute, relative, resolve } from "node:path";
import { globSync } from "tinyglobby";
import { ProblemError, type Place, type Problem } from "../core/problem";
import { readScore, type ScoreReading, type ScoreWorkload } from "../score";

/**
 * The Score files that globs of stack configuration name, sorted.
 *
 * @param root folder of Pulumi.yaml, which globs are relative to
 * @param base folder that the returned paths are relative to
 * @throws ProblemError for a glob that finds nothing: a misspelt one would leave workloads out in silence
 */
export function findWorkloadFiles(
    globs: readonly string[],
    root: string,
    base: string,
    place: (index: number) => Place = () => ({}),
): string[] {
    const problems: Problem[] = [];
    const files = new Set<string>();
    globs.forEach((glob, index) => {
        const found = globSync(glob, { cwd: root, absolute: true, expandDirectories: false, dot: false });
        found.forEach((file) => files.add(file));
        if (found.length === 0) {
            problems.push({
                code: "no-workload-found",
                message: `no Score file matches "${glob}"`,
                hint: `it is looked for below the folder of Pulumi.yaml (${relative(base, root) || "."})`,
                ...place(index),
            });
        }
    });
    if (problems.length > 0) {
        throw new ProblemError(problems);
    }
    return [...files].map((file) => shown(file, base)).sort((a, b) => (a < b ? -1 : 1));
}

/**
 * Reads Score files that must all be valid.
 *
 * @throws ProblemError with the errors of every file
 */
export function readWorkloads(
    files: readonly string[],
    base: string,
    compat: boolean,
): { workloads: ScoreWorkload[]; warnings: Problem[] } {
    return validWorkloads(files.map((file) => readScore(file, readFileSync(resolve(base, file)), { compat })));
}

/**
 * The workloads of readings.
 *
 * @param unread what kept other files from being read at all
 * @throws ProblemError with that and the errors of every file that isn't valid
 */
export function validWorkloads(
    readings: readonly ScoreReading[],
    unread: readonly Problem[] = [],
): { workloads: ScoreWorkload[]; warnings: Problem[] } {
    const errors = [...unread, ...readings.flatMap((reading) => reading.errors)];
    if (errors.length > 0) {
        throw new ProblemError(errors);
    }
    return {
        workloads: readings.flatMap(({ workload }) => workload ?? []),
        warnings: readings.flatMap(({ warnings }) => warnings),
    };
}

function shown(file: string, base: string): string {
    const way = relative(base, file);
    return way === "" || isAbsolute(way) ? file : way;
}
