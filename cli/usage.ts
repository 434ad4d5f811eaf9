import { ProblemError } from "../core/problem";

/** Wrong usage: exit status 2, with the command's own help as the way out. */
export function usageError(message: string, command: string): ProblemError {
    return new ProblemError({ code: "wrong-usage", message, hint: `see: waymark ${command} --help` });
}
