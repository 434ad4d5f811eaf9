/**
 * The Pulumi program: composes what the stack's configuration describes. The same for `pulumi up` and for
 * `waymark preview`. A repository with Score files only has an `index.js` with one line:
 * `module.exports = require("waymark/stacks/program");`
 */
import * as pulumi from "@pulumi/pulumi";
import { formatProblem, ProblemError } from "../core/problem";
import { compose } from "./compose";
import { readStack } from "./currentStack";

/** The stack's outputs. */
export const { environment, namespace, workloads } = run();

function run() {
    try {
        const stack = readStack();
        for (const warning of stack.warnings) {
            void pulumi.log.warn(formatProblem(warning));
        }
        const composed = compose(stack);
        return {
            environment: composed.environment.name,
            namespace: composed.namespace,
            workloads: composed.names,
        };
    } catch (error) {
        // A RunError is shown without a stack trace, which would lead a team into files that are not its own.
        throw error instanceof ProblemError ? new pulumi.RunError(error.message) : error;
    }
}
