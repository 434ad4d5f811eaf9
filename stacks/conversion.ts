import type { Origin } from "../core/origin";
import { fromPointer, toPointer, type PathStep } from "../core/pointer";
import { ProblemError, type Place, type Problem } from "../core/problem";

/** Turns a document into arguments: gathers everything that is wrong with it, and where each argument came from. */
export class Conversion {
    readonly problems: Problem[] = [];
    readonly origins = new Map<string, Origin>();

    /** @param place where a path of the document stands */
    constructor(readonly place: (path: readonly PathStep[], part?: "key" | "value") => Place) {}

    /** Does something about a value of the document; what it throws becomes a problem at that value's place. */
    attempt<T>(path: readonly PathStep[], action: () => T): T | undefined {
        try {
            return action();
        } catch (error) {
            if (!(error instanceof ProblemError)) {
                throw error;
            }
            this.problems.push(...error.problems.map((problem) => ({ ...problem, ...this.place(path) })));
            return undefined;
        }
    }

    /** Adds a problem at a place of the document. */
    refuse(path: readonly PathStep[], problem: Omit<Problem, keyof Place>, part: "key" | "value" = "value"): void {
        this.problems.push({ ...problem, ...this.place(path, part) });
    }

    /** Remembers that an argument came from this place of the document. */
    from(argument: string, path: readonly PathStep[]): void {
        this.origins.set(argument, { kind: "score", place: this.place(path) });
    }
}

/** A component's problem at the place of the document that its argument came from. */
export function atPlaceOf(
    problem: Problem,
    documentPath: (argument: readonly string[]) => readonly PathStep[],
    place: (path: readonly PathStep[]) => Place,
): Problem {
    const path = documentPath(fromPointer(problem.pointer ?? ""));
    return { ...problem, ...place(path), pointer: toPointer(path) };
}
