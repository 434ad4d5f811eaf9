import { z } from "zod";
import { fromPointer, getIn } from "../../core/pointer";
import { ProblemError, type Problem } from "../../core/problem";
import { check } from "../../core/schema";
import { unknownValue } from "../../core/values";

/** What is read of every object's metadata. */
export const metadata = z.object({
    name: z.string().min(1),
    namespace: z.string().min(1).nullish(),
    labels: z
        .record(z.string(), z.string())
        .nullish()
        .transform((labels) => labels ?? {}),
});

/** The namespace of an object that has one; Kubernetes takes `default` where none is named. */
export function namespaceOf({ namespace }: { namespace?: string | null }): string {
    return namespace ?? "default";
}

/**
 * Reads of an object what the schema asks for.
 *
 * @throws ProblemError that names the object and the place in it
 */
export function readObject<T>(schema: z.ZodType<T>, object: object): T {
    const { value, problems } = check(schema, object);
    if (value === undefined) {
        throw new ProblemError(problems.map((problem) => explained(problem, object)));
    }
    return value;
}

function explained(problem: Problem, object: object): Problem {
    const { kind, metadata } = object as { kind?: unknown; metadata?: { name?: unknown; namespace?: unknown } };
    const names = [metadata?.namespace, metadata?.name].filter((name) => typeof name === "string");
    const what = `${typeof kind === "string" ? kind : "object"} "${names.join("/")}"`;
    return getIn(object, fromPointer(problem.pointer ?? "")) === unknownValue
        ? {
              code: "unknown-in-traffic",
              message: `${what}: this is known during an update only`,
              hint: "judge the result of update(program, …), with outputsOf for what a provider would answer",
              pointer: problem.pointer,
          }
        : { ...problem, message: `${what}: ${problem.message}` };
}
