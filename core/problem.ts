/** Where a problem was found. Lines and columns count from 1. */
export interface Place {
    /** The file as the user named it; `-` is standard input. */
    file?: string;
    line?: number;
    column?: number;
    /** JSON pointer (RFC 6901) into the document, for example `/containers/web/image`. */
    pointer?: string;
}

/**
 * One thing that is wrong, told so that its reader can mend it.
 *
 * @example
 * { code: "unknown-key", message: 'unknown key "imgae"', hint: 'did you mean "image"?', file: "score.yaml", line: 6 }
 */
export interface Problem extends Place {
    /** Stable kebab-case name; scripts may rely on it. */
    code: string;
    /** What was found, in one sentence. Never holds a secret or a value below `variables`, `files`, `params`. */
    message: string;
    /** What to write instead. */
    hint?: string;
}

/** Carries every problem of one question at once; its message is their text, one per line. */
export class ProblemError extends Error {
    readonly problems: readonly Problem[];

    constructor(problems: Problem | readonly Problem[]) {
        const all = Array.isArray(problems) ? (problems as readonly Problem[]) : [problems as Problem];
        super(all.map(formatProblem).join("\n"));
        this.name = "ProblemError";
        this.problems = all;
    }
}

/** `file:line:column: message`, then a line each for the hint and the pointer, leaving out what is not known. */
export function formatProblem(problem: Problem): string {
    const place = formatPlace(problem);
    const { message, hint, line, pointer = "" } = problem;
    const lines = [
        `${place === "" ? "" : `${place}: `}${message}`,
        ...(hint === undefined ? [] : [hint]),
        ...(line === undefined || pointer === "" ? [] : [`in ${pointer}`]),
    ];
    return lines.join("\n    ");
}

/** `file:line:column`, or the pointer where no line is known. */
function formatPlace(place: Place): string {
    const line = place.line === undefined ? "" : `:${place.line}`;
    const column = place.line === undefined || place.column === undefined ? "" : `:${place.column}`;
    const file = place.file ?? "";
    if (line === "" && place.pointer !== undefined && place.pointer !== "") {
        return file === "" ? place.pointer : `${file} ${place.pointer}`;
    }
    return `${file}${line}${column}`;
}

/** Problems in the order of files, lines and columns; those without a place come first. */
export function inOrder(problems: readonly Problem[]): Problem[] {
    return [...problems].sort((a, b) => {
        const [left = "", right = ""] = [a.file, b.file];
        const byFile = left < right ? -1 : left > right ? 1 : 0;
        return byFile || (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);
    });
}
