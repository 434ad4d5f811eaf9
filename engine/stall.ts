import { ProblemError } from "../core/problem";
import type { Deployment } from "./deployment";

/** How long, in milliseconds, a program may go on after something has failed before it is given up. */
const graceAfterFailure = 1000;

/** Watches for a program that will never end. */
export interface StallWatch {
    /** Resolves when waiting for the program has become pointless. */
    hopeless: Promise<void>;
    /** Ends the watch. */
    stop(): void;
}

/**
 * A program waits for ever when it awaits what failed, or when resources wait for each other in a circle. The first
 * shows as a failure after which nothing ends, the second as a process that has nothing left to do.
 */
export function watchForStall(deployment: Deployment): StallWatch {
    let stop: () => void = () => undefined;
    const hopeless = new Promise<void>((resolve) => {
        let timer: NodeJS.Timeout | undefined;
        const idle = (): void => {
            deployment.fail(
                new ProblemError({
                    code: "stalled-program",
                    message: "the program waits for something that never comes",
                    hint: "look for resources whose inputs or dependsOn wait for each other, or a promise never resolved",
                }),
            );
            resolve();
        };
        deployment.onFailure = () => {
            timer ??= setTimeout(resolve, graceAfterFailure);
        };
        process.once("beforeExit", idle);
        stop = () => {
            clearTimeout(timer);
            deployment.onFailure = () => undefined;
            process.removeListener("beforeExit", idle);
        };
    });
    return { hopeless, stop };
}
