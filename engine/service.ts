import { ProblemError } from "../core/problem";
import type { Deployment } from "./deployment";
import { grpc } from "./sdk";

/** A service's methods by name: each takes a request message and gives the response message. */
export type Methods = Record<string, (request: never) => unknown>;

/** What a caller of the protocol gets instead of an answer. */
export interface CallError {
    code: number;
    message: string;
    details: string;
}

/** Answers one call, in the manner of a gRPC client's and a gRPC server's callback alike. */
export type Answer = (error: CallError | null, response?: unknown) => void;

/** Calls one method and answers with what it gives; what it throws makes the run fail. */
export async function answer(deployment: Deployment, method: Methods[string], request: unknown, to: Answer) {
    let response: unknown;
    try {
        response = await method(request as never);
    } catch (error) {
        deployment.fail(error);
        to(callError(grpc.status.UNKNOWN, messageOf(error)));
        return;
    }
    to(null, response);
}

/** Answers a call of a method that the engine does not have. */
export function refuse(name: string, to: Answer): void {
    to(callError(grpc.status.UNIMPLEMENTED, `the offline engine does not support ${name}`));
}

function callError(code: number, message: string): CallError {
    return { code, message, details: message };
}

function messageOf(error: unknown): string {
    if (error instanceof ProblemError) {
        return error.problems.map((problem) => problem.message).join("; ");
    }
    return error instanceof Error ? error.message : String(error);
}
