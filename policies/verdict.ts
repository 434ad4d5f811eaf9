import type { Undecided, Violation } from "./outcome";

/** What one rule says of one resource, or of a set. */
export interface Verdict {
    violations: Violation[];
    undecided: Undecided[];
    /** Name of the error class, where the rule threw instead of answering. */
    crash?: string;
}

/** True where a rule has nothing to say, as most have of most objects. */
export function isSilent({ violations, undecided, crash }: Verdict): boolean {
    return violations.length === 0 && undecided.length === 0 && crash === undefined;
}
