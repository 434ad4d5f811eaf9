import type { Value } from "./model/value";

/** Known evidence that an object breaks the rule. */
export interface Violation {
    at: Value;
    /** The fact in one clause; never holds a value from the object. */
    message: string;
    container?: string;
    /** Instead of the rule's own fix. */
    fix?: string;
}

/** A value that is not known yet, and on which the answer hangs. */
export interface Undecided {
    undecided: Value;
    container?: string;
}

export type Outcome = Violation | Undecided;

/** A violation at a value. */
export function violation(at: Value, message: string, container?: string): Violation {
    return { at, message, ...(container === undefined ? {} : { container }) };
}

/** The answer hangs on this value. */
export function undecided(value: Value, container?: string): Undecided {
    return { undecided: value, ...(container === undefined ? {} : { container }) };
}

export function isViolation(outcome: Outcome): outcome is Violation {
    return "at" in outcome;
}
