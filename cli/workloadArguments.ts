import { ProblemError, type Problem } from "../core/problem";
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
    const problems: Problem[] = [];
    const readings = files.flatMap((file) => {
        const content = readFileArgument(file);
        if ("problem" in content) {
            problems.push(content.problem);
            return [];
        }
        return [readScore(file, content.bytes, { compat })];
    });
    const invalid = readings.flatMap(({ errors }) => errors);
    if (problems.length + invalid.length > 0) {
        throw new ProblemError([...problems, ...invalid]);
    }
    return validWorkloads(readings);
}
