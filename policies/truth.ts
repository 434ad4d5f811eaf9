import type { Value } from "./model/value";
import { undecided, violation, type Outcome, type Undecided } from "./outcome";

/** Yes, no, or the value that the answer hangs on, which is not known yet. */
export type Truth = boolean | Undecided;

/** Whether a test holds for a value, which it may only look at where that is known. */
export function holds(value: Value, test: (known: Value) => boolean): Truth {
    return value.isUnknown ? undecided(value) : test(value);
}

/** No where one is no, else the first that isn't known, else yes. */
export function all(...truths: readonly Truth[]): Truth {
    return truths.includes(false) ? false : (truths.find((truth) => truth !== true) ?? true);
}

/** Yes where one is yes, else the first that isn't known, else no. */
export function any(...truths: readonly Truth[]): Truth {
    return truths.includes(true) ? true : (truths.find((truth) => truth !== false) ?? false);
}

/** The opposite; what isn't known stays so. */
export function not(truth: Truth): Truth {
    return typeof truth === "boolean" ? !truth : truth;
}

/**
 * A violation where it is one, "undecided" where that isn't known yet, else nothing.
 *
 * @example
 * yield* violationIf(holds(body.get("tty"), (tty) => tty.boolean() === true), body.get("tty"), "has a terminal");
 */
export function* violationIf(truth: Truth, at: Value, message: string, fix?: string): Iterable<Outcome> {
    if (truth === true) {
        yield { ...violation(at, message), ...(fix === undefined ? {} : { fix }) };
    } else if (truth !== false) {
        yield truth;
    }
}

/** Outcomes whose violations count only under a condition: dropped where it is no, undecided where it isn't known. */
export function* onlyIf(condition: Truth, outcomes: Iterable<Outcome>): Iterable<Outcome> {
    if (condition === false) {
        return;
    }
    for (const outcome of outcomes) {
        yield condition === true || !("at" in outcome) ? outcome : { ...condition, container: outcome.container };
    }
}
