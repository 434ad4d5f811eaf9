import { ProblemError } from "../core/problem";

/**
 * Chooses what a failed run is rejected with, out of everything that went wrong in the order of arrival: the first
 * `ProblemError`, for it says most, else the first error. One failure shows up several times, since the SDK wraps
 * what the engine answers; the wrapped form, whose stack leads to the program's line, becomes the `cause`.
 */
export function primaryFailure(failures: readonly unknown[]): Error {
    const chosen = failures.find((failure) => failure instanceof ProblemError) ?? failures[0];
    if (!(chosen instanceof Error)) {
        return new Error(`the program failed with ${String(chosen)}`, { cause: chosen });
    }
    if (chosen instanceof ProblemError && chosen.cause === undefined) {
        const text = chosen.problems.map((problem) => problem.message).join("; ");
        const wrapped = failures.find(
            (failure) => failure !== chosen && failure instanceof Error && failure.message.includes(text),
        );
        if (wrapped !== undefined) {
            chosen.cause = wrapped;
        }
    }
    return chosen;
}
