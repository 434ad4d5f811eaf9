/** Rows as text with aligned columns; the last one is as wide as it is. */
export function columns(rows: readonly (readonly string[])[]): string {
    const widths = rows.reduce<number[]>(
        (known, row) => row.map((cell, index) => Math.max(known[index] ?? 0, cell.length)),
        [],
    );
    const line = (row: readonly string[]): string =>
        row
            .map((cell, index) => (index === row.length - 1 ? cell : cell.padEnd(widths[index] ?? 0)))
            .join("  ")
            .trimEnd();
    return rows.map((row) => `${line(row)}\n`).join("");
}
