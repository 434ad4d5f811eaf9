import type { Problem } from "../core/problem";
import { readScore, type ScoreWorkload } from "../score";
import { validWorkloads } from "../stacks/workloadFiles";
import type { overridesOf } from "./overrideArguments";
import { readFileArgument } from "./scoreFiles";

/**
 * Reads Score files named on the command line that must all be valid.
 *
 * @throws ProblemError with the errors of every file
 */
export function readWorkloadArguments(
    files: readonly string[],
    { compat, overrides = {} }: { compat: boolean; overrides?: ReturnType<typeof overridesOf> },
): { workloads: ScoreWorkload[]; warnings: Problem[] } {
    const unread: Problem[] = "problem" in overrides ? [overrides.problem] : [];
    const readings = files.flatMap((file) => {
        const content = readFileArgument(file);
        if ("problem" in content) {
            unread.push(content.problem);
            return [];
        }
        return [readScore(file, content.bytes, { compat, ...("problem" in overrides ? {} : { overrides }) })];
    });
    return validWorkloads(readings, unread);
}
