import * as pulumi from "@pulumi/pulumi";
import type { z } from "zod";
import { fromPointer, getIn, toPointer, type PathStep } from "../../core/pointer";
import { ProblemError, type Problem } from "../../core/problem";
import { check } from "../../core/schema";

/** What is wrong with the form of a component's arguments, values that are no plain ones among it. */
export function formProblems<Args>(schema: z.ZodType<Args>, args: unknown): Problem[] {
    const outputs = new Map<string, Problem>();
    return check(schema, promisesAsOutputs(args)).problems.flatMap((found) => {
        const pointer = outputAt(args, fromPointer(found.pointer ?? ""));
        if (pointer === undefined) {
            return [found];
        }
        // The schema looked into an Output and complained about each of its parts; one problem says it all.
        const first = !outputs.has(pointer);
        const problem = { ...plainValueDue, pointer };
        outputs.set(pointer, problem);
        return first ? [problem] : [];
    });
}

/** A problem with an argument at a path. */
export function argumentProblem(code: string, message: string, hint: string, path: readonly PathStep[]): Problem {
    return { code, message, hint, pointer: toPointer(path) };
}

/** Throws one error with all problems, each naming the component; does nothing where there is none. */
export function throwProblems(component: string, problems: readonly Problem[]): void {
    if (problems.length > 0) {
        throw new ProblemError(
            problems.map((problem) => ({ ...problem, message: `${component}: ${problem.message}` })),
        );
    }
}

const plainValueDue = {
    code: "plain-value-due",
    message: "an Output where a plain value is due",
    hint: "what is decided by it must be known before anything is created; read it from configuration, for example",
};

/**
 * The arguments with an Output in place of each Promise: a schema that asks for a map would take a Promise for an
 * empty one, and drop what it holds.
 */
function promisesAsOutputs(value: unknown): unknown {
    if (value instanceof Promise) {
        return pulumi.output("");
    }
    if (typeof value !== "object" || value === null || pulumi.Output.isInstance(value)) {
        return value;
    }
    return Array.isArray(value)
        ? value.map(promisesAsOutputs)
        : Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, promisesAsOutputs(inner)]));
}

/** The pointer of an Output on the way of a path, where there is one. */
function outputAt(args: unknown, path: readonly string[]): string | undefined {
    const depth = path.findIndex((_, index) => isLater(getIn(args, path.slice(0, index + 1))));
    return depth === -1 ? undefined : toPointer(path.slice(0, depth + 1));
}

function isLater(value: unknown): boolean {
    return pulumi.Output.isInstance(value) || value instanceof Promise;
}
