/**
 * The candidate that somebody who wrote `found` most likely meant, or undefined when none is near.
 * Near means at most a third of the letters differ (case, `_` and `-` are free); ties go to the first in sort order.
 */
export function nearestName(found: string, candidates: Iterable<string>): string | undefined {
    const wanted = fold(found);
    let best: string | undefined;
    let bestDistance = Math.max(1, Math.floor(wanted.length / 3)) + 1;
    for (const candidate of [...candidates].sort()) {
        const distance = editDistance(wanted, fold(candidate), bestDistance);
        if (distance < bestDistance) {
            best = candidate;
            bestDistance = distance;
        }
    }
    return best;
}

/** `did you mean "x"?`, or the list of what is allowed when nothing is near. */
export function suggest(found: string, candidates: Iterable<string>): string {
    const names = [...candidates].sort();
    const nearest = nearestName(found, names);
    if (nearest !== undefined) {
        return `did you mean "${nearest}"?`;
    }
    return names.length === 0 ? "nothing is allowed here" : `use one of: ${names.join(", ")}`;
}

function fold(name: string): string {
    return name.slice(0, 64).toLowerCase().replaceAll(/[-_]/g, "");
}

/** Optimal string alignment distance (a swap of neighbours counts once), cut off at `limit`. */
function editDistance(a: string, b: string, limit: number): number {
    if (Math.abs(a.length - b.length) >= limit) {
        return limit;
    }
    const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, j) => j)];
    for (let i = 1; i <= a.length; i++) {
        const row = [i];
        for (let j = 1; j <= b.length; j++) {
            const cost = a[i - 1] === b[j - 1] ? 0 : 1;
            let value = Math.min(rows[i - 1]![j]! + 1, row[j - 1]! + 1, rows[i - 1]![j - 1]! + cost);
            if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
                value = Math.min(value, rows[i - 2]![j - 2]! + 1);
            }
            row.push(value);
        }
        rows.push(row);
    }
    return Math.min(limit, rows[a.length]![b.length]!);
}
