import { formatProblem, type Problem } from "../core/problem";

/** Exit statuses of every command; where several apply the highest counts. */
export const exitStatus = { fine: 0, verdictIsNo: 1, notAnswered: 2, defect: 3 } as const;

/** Where a command writes: results to `out`, everything else to `err`. */
export interface Streams {
    out: (text: string) => void;
    err: (text: string) => void;
    /** Results may be coloured: they go to a terminal. */
    color?: boolean;
    /** What takes long may show on `err` that it is at work: it is a terminal. */
    progress?: boolean;
}

/** One JSON value and a line end, as `--format json` promises. */
export function printJson(streams: Streams, value: unknown): void {
    streams.out(`${JSON.stringify(value, null, 2)}\n`);
}

/** Problems as text, one block each. */
export function problemText(problems: readonly Problem[], label: string): string {
    return problems.map((problem) => `${label}: ${formatProblem(problem)}\n`).join("");
}

/** Shows on a terminal what is being done, and takes it away when that has ended. */
export async function withProgress<T>(streams: Streams, what: string, action: () => Promise<T>): Promise<T> {
    if (streams.progress !== true) {
        return action();
    }
    streams.err(`${what} ...`);
    try {
        return await action();
    } finally {
        streams.err("\r\x1b[K");
    }
}
