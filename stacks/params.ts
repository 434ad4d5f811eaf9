import * as pulumi from "@pulumi/pulumi";
import type { z } from "zod";
import { suggest } from "../core/nearest";
import { fromPointer, getIn, toPointer } from "../core/pointer";
import { ProblemError, type Problem } from "../core/problem";
import { check } from "../core/schema";
import { SecretOutput } from "../provisioners/outputs";
import type { LookupContext } from "../score";
import { joinPublic, joinSecret, resolvePieces } from "./resolve";

/** Thrown where params speak of a value that only registration gives. */
export class NotKnownYet extends Error {}

/** Params with the placeholders of every text resolved: to text, to an Output, or to a secret. */
export function resolveParams(value: unknown, context: LookupContext): unknown {
    if (typeof value === "string") {
        return resolveText(value, context);
    }
    if (Array.isArray(value)) {
        return value.map((item) => resolveParams(item, context));
    }
    if (typeof value !== "object" || value === null) {
        return value;
    }
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, resolveParams(inner, context)]));
}

function resolveText(text: string, context: LookupContext): unknown {
    const pieces = resolvePieces(text, context);
    const [first] = pieces;
    if (first?.kind === "secret" && pieces.length === 1) {
        return first.secret;
    }
    if (pieces.every(({ kind }) => kind !== "secret")) {
        return joinPublic(pieces);
    }
    const value = joinSecret(pieces);
    if (value === undefined) {
        throw new ProblemError({
            code: "secret-in-text",
            message: "a secret whose value only the cluster knows can't be part of a text in params",
            hint: "pass the secret alone",
        });
    }
    return new SecretOutput({ value });
}

/**
 * Params that a schema doesn't know and drops. A strict schema refuses them itself, and a loose one or a record means
 * them: neither has any here.
 */
export function unknownParams(schema: z.ZodType, params: Readonly<Record<string, unknown>> = {}): Problem[] {
    // Duck-typed: a platform team's module may bring a zod of its own.
    const { shape, catchall } = schema.def as { shape?: Record<string, unknown>; catchall?: unknown };
    if (shape === undefined || catchall !== undefined) {
        return [];
    }
    const known = Object.keys(shape);
    return Object.keys(params)
        .filter((key) => !known.includes(key))
        .map((key) => ({
            code: "unknown-param",
            message: `the param "${key}" has no effect: this resource type doesn't know it`,
            hint: known.length === 0 ? "it has no params; leave it out" : suggest(key, known),
            pointer: toPointer([key]),
        }));
}

/**
 * Checks resolved params against a provisioner's schema.
 *
 * @throws ProblemError with every problem; pointers start at the params
 */
export function checkParams<Params>(schema: z.ZodType<Params>, params: unknown): Params {
    const { value, problems } = check(schema, params);
    if (problems.length === 0) {
        return value as Params;
    }
    throw new ProblemError(
        problems.map((problem) => {
            const found = getIn(params, fromPointer(problem.pointer ?? ""));
            if (found instanceof SecretOutput) {
                return { ...problem, message: "a secret can't be used here", hint: "write a plain value" };
            }
            return pulumi.Output.isInstance(found)
                ? {
                      ...problem,
                      message: "what this placeholder stands for is known during the update only",
                      hint: "write a plain value",
                  }
                : problem;
        }),
    );
}
