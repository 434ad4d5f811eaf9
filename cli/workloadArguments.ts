import type { Problem } from "../core/problem";
import { readScore, type ScoreWorkload } from "../score";
import { validWorkloads } from "../stacks/workloadFiles";
import { readFileArgument } from "./scoreFiles";

/**
 * Reads Score files named on the command line that must all be valid.
 *
 * @throws ProblemError with the errors of every file
 */
export function readWorkloadArguments(
    files: readonly string[],
    compat: boolean,
): { workloads: ScoreWorkload[]; warnings: Problem[] } {
    const unread: Problem[] = [];
    const readings = files.flatMap((file) => {
        const content = readFileArgument(file);
        if ("problem" in content) {
            unread.push(content.problem);
            return [];
        }
        return [readScore(file, content.bytes, { compat })];
    });
    return validWorkloads(readings, unread);
}
