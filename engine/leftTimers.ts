import { createHook } from "node:async_hooks";
import { currentRun } from "./currentRun";
import type { Deployment } from "./deployment";

/** What of Node's timer object tells whether it can still fire. */
interface Timer {
    hasRef(): boolean;
    _destroyed?: boolean;
}

const timers = new WeakMap<Deployment, Set<Timer>>();
let active = 0;

const hook = createHook({
    init(_id, type, _trigger, resource) {
        const run = type === "Timeout" ? currentRun.getStore() : undefined;
        if (run !== undefined) {
            timers.get(run)?.add(resource as Timer);
        }
    },
});

/** Runs a function and notes the timers that the run's code starts meanwhile. */
export async function withTimersNoted<T>(run: Deployment, body: () => Promise<T>): Promise<T> {
    timers.set(run, new Set());
    if (active++ === 0) {
        hook.enable();
    }
    try {
        return await body();
    } finally {
        if (--active === 0) {
            hook.disable();
        }
        timers.delete(run);
    }
}

/** True while a timer that the run's code started can still fire and keeps the process alive. */
export function timersLeftBy(run: Deployment): boolean {
    for (const timer of timers.get(run) ?? []) {
        if (timer._destroyed === false && timer.hasRef()) {
            return true;
        }
    }
    return false;
}
