import type { Problem } from "../core/problem";

/** The judgement on one argument. */
export interface ValidateRow {
    file: string;
    valid: boolean;
    errors: Problem[];
    warnings: Problem[];
}
