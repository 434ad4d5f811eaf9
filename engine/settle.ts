import { setImmediate, setTimeout } from "node:timers/promises";
import type { Deployment } from "./deployment";
import { timersLeftBy } from "./leftTimers";

/** How long a run waits, in milliseconds, for timers and file operations that its program left behind. */
const patience = 500;

/** Kinds of work after which a program may go on, as Node names them. They are short, so anybody's may be awaited. */
const fileOperations: ReadonlySet<string> = new Set(["FSReqCallback", "FSReqPromise"]);

/** Waits until the SDK has nothing under way and nothing new arrives. */
export async function settle(deployment: Deployment, waitForCalls: () => Promise<void>): Promise<void> {
    let seen: number;
    do {
        seen = deployment.activity;
        await waitForCalls();
        // Rejections are reported, and answers over a connection arrive, only in later turns of the event loop.
        await setImmediate();
        await setImmediate();
    } while (deployment.activity !== seen);
}

/**
 * Gives timers and file operations that the program left behind the chance to end, so that what they register is
 * found to be late. Stops at the first failure, or when patience is over.
 */
export async function outwait(deployment: Deployment, waitForCalls: () => Promise<void>): Promise<void> {
    const deadline = performance.now() + patience;
    let waited = false;
    while (deployment.failures.length === 0 && mayGoOn(deployment) && performance.now() < deadline) {
        waited = true;
        await setTimeout(2);
    }
    if (waited && deployment.failures.length === 0) {
        // The last timer has fired; what it does may take some turns until it is a call, more over a connection.
        await setTimeout(100);
    }
    if (deployment.failures.length === 0) {
        // What the last of them registered may still be on its way. After a failure a call may never end.
        await settle(deployment, waitForCalls);
    }
}

function mayGoOn(deployment: Deployment): boolean {
    return timersLeftBy(deployment) || process.getActiveResourcesInfo().some((kind) => fileOperations.has(kind));
}
