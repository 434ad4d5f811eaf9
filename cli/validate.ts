import { parseArgs } from "node:util";
import type { Problem } from "../core/problem";
import { readScore } from "../score";
import { exitStatus, printJson, problemText, type Streams } from "./output";
import { readFileArgument } from "./scoreFiles";
import { usageError } from "./usage";

export const validateHelp = `waymark validate FILES...   judge Score files, each one alone

  --format text|json    default text

Examples
  waymark validate score.yaml
  waymark validate --format json services/*.yaml
  cat score.yaml | waymark validate -
`;

/** The judgement on one argument. */
export interface ValidateRow {
    file: string;
    valid: boolean;
    errors: Problem[];
    warnings: Problem[];
}

/** `waymark validate`: one row per argument, in order; a bad file never hides the others. */
export function validate(argv: readonly string[], streams: Streams): number {
    const { values, positionals } = parseArgs({
        args: [...argv],
        allowPositionals: true,
        options: { format: { type: "string", default: "text" } },
    });
    if (positionals.length === 0) {
        throw usageError("no file is named", "validate");
    }
    if (values.format !== "text" && values.format !== "json") {
        throw usageError(`"${values.format}" is no format of this command`, "validate");
    }
    const rows = positionals.map((file) => judge(file));
    if (values.format === "json") {
        printJson(streams, rows);
    } else {
        printText(streams, rows);
    }
    return Math.max(...rows.map(statusOf));
}

function judge(file: string): ValidateRow {
    const content = readFileArgument(file);
    if ("problem" in content) {
        return { file, valid: false, errors: [content.problem], warnings: [] };
    }
    const { valid, errors, warnings } = readScore(file, content.bytes);
    return { file, valid, errors, warnings };
}

/** A file that can't be read leaves the question open; a document that can't be decoded is simply not valid. */
function statusOf(row: ValidateRow): number {
    const unanswered = ["file-not-found", "is-a-folder", "file-not-readable"];
    if (row.errors.some(({ code }) => unanswered.includes(code))) {
        return exitStatus.notAnswered;
    }
    return row.valid ? exitStatus.fine : exitStatus.verdictIsNo;
}

function printText(streams: Streams, rows: readonly ValidateRow[]): void {
    for (const { file, valid, errors, warnings } of rows) {
        streams.out(`${file}: ${valid ? "valid" : "not valid"}\n`);
        streams.out(problemText(errors, "  error"));
        streams.out(problemText(warnings, "  warning"));
    }
}
