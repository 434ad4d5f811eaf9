import type { z } from "zod";
import { ProblemError, type Problem } from "../../core/problem";
import { check } from "../../core/schema";
import { resolveEnvironment, type Environment } from "../../environments/environment";
import { handoverOf } from "./handover";

/**
 * Checks the form of a component's arguments and hands them back as they were given.
 *
 * @param component how the reader knows it, for example `StandardService "api"`
 * @throws ProblemError with everything that is wrong, each with code, pointer and hint
 */
export function checkArgs<Args extends object>(component: string, schema: z.ZodType<Args>, args: Args): Args {
    throwProblems(component, check(schema, args).problems);
    return args;
}

/** Throws one error with all problems, each naming the component; does nothing where there is none. */
export function throwProblems(component: string, problems: readonly Problem[]): void {
    if (problems.length > 0) {
        throw new ProblemError(
            problems.map((problem) => ({ ...problem, message: `${component}: ${problem.message}` })),
        );
    }
}

/**
 * The environment that a component lives in: the one handed over, else what its arguments name.
 *
 * @throws ProblemError where the name maps to no tier
 */
export function environmentOf(component: string, args: { environment: string; tier?: string }): Environment {
    try {
        return handoverOf(args).environment ?? resolveEnvironment({ name: args.environment, tier: args.tier });
    } catch (error) {
        if (error instanceof ProblemError) {
            throwProblems(component, error.problems);
        }
        throw error;
    }
}
