import { countDays, daysBetween } from "./days";
import type { WaiverSet } from "./waiver";

/** A waiver, or what was meant to be one, with its state on a day. */
export interface WaiverRow {
    id: string;
    state: "valid" | "expiring" | "expired" | "ignored";
    rules: readonly string[];
    expires: string | null;
    /** Why it is ignored, or its reason. */
    reason: string;
    file: string | null;
    line: number | null;
}

/** From how many days before its last one a waiver is said to expire. */
export const soonDays = 14;

/** Every waiver with its state; what ends first comes first, what is ignored before all. */
export function listWaivers({ waivers, flaws }: WaiverSet, today: string): WaiverRow[] {
    const ignored = flaws.map(({ id, place, message, fix }): WaiverRow => {
        const { file = null, line = null } = place;
        return { id, state: "ignored", rules: [], expires: null, reason: `${message}: ${fix}`, file, line };
    });
    const counting = waivers.map(({ id, rules, expires, reason, place }): WaiverRow => {
        const left = daysBetween(today, expires);
        const state = left < 0 ? "expired" : left <= soonDays ? "expiring" : "valid";
        const { file = null, line = null } = place;
        return { id, state, rules, expires, reason, file, line };
    });
    const byEnd = (a: WaiverRow, b: WaiverRow): number => {
        const [left, right] = [`${a.expires} ${a.id}`, `${b.expires} ${b.id}`];
        return left < right ? -1 : left > right ? 1 : 0;
    };
    return [...ignored, ...counting.sort(byEnd)];
}

/** `until 2026-12-01, 6 days`. */
export function untilText({ expires }: WaiverRow, today: string): string {
    if (expires === null) {
        return "";
    }
    const left = daysBetween(today, expires);
    return `${expires}, ${left < 0 ? `${countDays(-left)} ago` : left === 0 ? "today" : countDays(left)}`;
}
