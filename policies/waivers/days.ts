const millisecondsPerDay = 24 * 60 * 60 * 1000;

/** Whole days from one day to another, both as `2026-12-01`; negative where the other comes first. */
export function daysBetween(from: string, to: string): number {
    return (Date.parse(to) - Date.parse(from)) / millisecondsPerDay;
}

/** The day that comes a number of days after another. */
export function dayAfter(day: string, days: number): string {
    return toDay(new Date(Date.parse(day) + days * millisecondsPerDay));
}

/** The day of a moment, in UTC. */
export function toDay(moment: Date): string {
    return moment.toISOString().slice(0, 10);
}

/** `3 days`, `1 day`. */
export function countDays(days: number): string {
    return `${days} day${days === 1 ? "" : "s"}`;
}
