/**
 * Among more names than these nothing is suggested: a file with thousands of names and as many slips would take longer
 * to comment than to read.
 */
const mostCandidates = 500;

/** As many names as a reader looks through. */
const mostListed = 30;

/**
 * The candidate that somebody who wrote `found` most likely meant, or undefined when none is near, or there are more than
 * 500. Near means at most a third of the letters differ (case, `_` and `-` are free); ties go to the first in sort order.
 */
export function nearestName(found: string, candidates: Iterable<string>): string | undefined {
    const names = upTo(mostCandidates, candidates);
    if (names === undefined) {
        return undefined;
    }
    const wanted = fold(found);
    let best: string | undefined;
    let bestDistance = Math.max(1, Math.floor(wanted.length / 3)) + 1;
    for (const candidate of names.sort()) {
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
    const names = upTo(mostCandidates, candidates)?.sort();
    if (names === undefined) {
        return "use one of the names that there are";
    }
    const nearest = nearestName(found, names);
    if (nearest !== undefined) {
        return `did you mean "${nearest}"?`;
    }
    if (names.length === 0) {
        return "nothing is allowed here";
    }
    const more = names.length > mostListed ? ` and ${names.length - mostListed} more` : "";
    return `use one of: ${names.slice(0, mostListed).join(", ")}${more}`;
}

/** A copy of what is there; undefined where it is more than `most`, without looking at all of it. */
function upTo(most: number, candidates: Iterable<string>): string[] | undefined {
    const names: string[] = [];
    for (const candidate of candidates) {
        if (names.push(candidate) > most) {
            return undefined;
        }
    }
    return names;
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
        if (row.every((value) => value >= limit)) {
            return limit; // no later row is lower
        }
        rows.push(row);
    }
    return Math.min(limit, rows[a.length]![b.length]!);
}
