import { ProblemError } from "../core/problem";

let active = 0;
let usual = 10;

/**
 * Runs a function without stack traces, and once more with them when it fails, so that its error leads somewhere; a
 * ProblemError says by itself what to mend. The limit is the whole process's; it comes back when the last such function
 * has ended.
 */
export async function withShortTraces<T>(body: () => Promise<T>): Promise<T> {
    try {
        return await withoutTraces(body);
    } catch (error) {
        if (error instanceof ProblemError) {
            throw error;
        }
        return body();
    }
}

async function withoutTraces<T>(body: () => Promise<T>): Promise<T> {
    if (active++ === 0) {
        usual = Error.stackTraceLimit;
        Error.stackTraceLimit = 0;
    }
    try {
        return await body();
    } finally {
        if (--active === 0) {
            Error.stackTraceLimit = usual;
        }
    }
}
