/** How a piece of text is set off on a terminal. */
export interface Style {
    bold: (text: string) => string;
    dim: (text: string) => string;
    bad: (text: string) => string;
    warn: (text: string) => string;
    good: (text: string) => string;
}

const codes = { bold: [1, 22], dim: [2, 22], bad: [31, 39], warn: [33, 39], good: [32, 39] } as const;

/** Styles that colour, or that leave every text as it is. */
export function styleFor(color: boolean): Style {
    const paint =
        ([on, off]: readonly [number, number]) =>
        (text: string): string =>
            color ? `\x1b[${on}m${text}\x1b[${off}m` : text;
    return {
        bold: paint(codes.bold),
        dim: paint(codes.dim),
        bad: paint(codes.bad),
        warn: paint(codes.warn),
        good: paint(codes.good),
    };
}
