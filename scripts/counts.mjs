// The line that ends every run of tests, and that CI reads: "N passed, N failed, N skipped".

export function countsText({ passed, failed, skipped }) {
    return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

/** The counts in such a line; undefined if it is another. */
export function countsOf(line) {
    const match = /^(\d+) passed, (\d+) failed, (\d+) skipped$/.exec(line);
    return match === null
        ? undefined
        : { passed: Number(match[1]), failed: Number(match[2]), skipped: Number(match[3]) };
}
