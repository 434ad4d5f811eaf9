import { currentRun } from "./currentRun";

type Listener = NodeJS.UnhandledRejectionListener;

let active = 0;
let displaced: Listener[] = [];

/**
 * Runs a function so that every promise of a run's code that is rejected and handled by nobody makes that run fail,
 * and nothing else: the SDK reports failed registrations in no other way. Rejections of other code go on to whoever
 * listened before. When the last such function has ended, the process's listeners are as they were.
 */
export async function withRejections<T>(body: () => Promise<T>): Promise<T> {
    if (active++ === 0) {
        displaced = takeListeners();
        process.on("unhandledRejection", deliver);
    }
    try {
        return await body();
    } finally {
        if (--active === 0) {
            const added = takeListeners().filter((listener) => listener !== deliver);
            for (const listener of [...displaced, ...added]) {
                process.on("unhandledRejection", listener);
            }
            displaced = [];
        }
    }
}

function takeListeners(): Listener[] {
    const listeners = process.rawListeners("unhandledRejection") as Listener[];
    process.removeAllListeners("unhandledRejection");
    return listeners;
}

/** Node calls this in the asynchronous context of the rejected promise, which tells whose it is. */
function deliver(reason: unknown, promise: Promise<unknown>): void {
    const run = currentRun.getStore();
    if (run !== undefined) {
        run.fail(reason);
    } else if (displaced.length > 0) {
        for (const listener of displaced) {
            listener.call(process, reason, promise);
        }
    } else {
        // Without any listener Node ends the process with the error; it still shall.
        throw reason;
    }
}
