import { setTimeout as pause } from "node:timers/promises";

const pauseMs = 100;

/**
 * Waits until a question is answered with something true, and gives that.
 *
 * @throws Error that names what was waited for when the time is over
 */
export async function until<T>(what: string, seconds: number, ask: () => Promise<T>): Promise<NonNullable<T>> {
    const end = Date.now() + seconds * 1000;
    for (;;) {
        const answer = await ask();
        if (answer !== undefined && answer !== null && answer !== false) {
            return answer;
        }
        if (Date.now() > end) {
            throw new Error(`waited ${seconds} s in vain: ${what}`);
        }
        await pause(pauseMs);
    }
}
