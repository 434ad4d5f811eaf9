import assert from "node:assert/strict";
import { ProblemError } from "../../../core/problem";

/** Code, message and hint of the one problem that the action ends with. */
export function problemOf(action: () => unknown): string {
    try {
        action();
    } catch (error) {
        assert.ok(error instanceof ProblemError, String(error));
        assert.equal(error.problems.length, 1, error.message);
        return error.problems.map(
            ({ code, pointer = "", message, hint }) => `${code} ${pointer}: ${message} (${hint})`,
        )[0]!;
    }
    throw new Error("nothing was refused");
}
