import { parseArgs } from "node:util";
import type { Problem } from "../core/problem";
import { readScore, rewriteStrict, type ReadScoreOptions } from "../score";
import { exitStatus, printJson, problemText, type Streams } from "./output";
import { isOverriding, overrideOptions, overridesOf } from "./overrideArguments";
import { replaceFile } from "./replaceFile";
import { pathOfArgument, readFileArgument, type FileContent } from "./scoreFiles";
import { usageError } from "./usage";
import { validateAnnotations, validateSarif } from "./validateReport";
import type { ValidateRow } from "./validateRow";

export const validateHelp = `waymark validate FILES...   judge Score files, each one alone

  --compat              also read older and loose forms, each with a warning
  --write               with --compat: rewrite the files in strict v1b1, in place
  --overrides-file F    a file whose values replace those of the FILE (one FILE only); null deletes
  --override-property P=V
                        one value in their stead, such as containers.web.image=nginx:1.27 (repeatable)
  --image REF           stands for the image "." (one FILE only)
  --format FORMAT       text (default), json, github (annotations of a pull request) or sarif

Examples
  waymark validate score.yaml
  waymark validate --format json services/*.yaml
  waymark validate --compat --write score.yaml
  waymark validate --format sarif score.yaml > score.sarif
  cat score.yaml | waymark validate -
`;

/** `waymark validate`: one row per argument, in order; a bad file never hides the others. */
export function validate(argv: readonly string[], streams: Streams): number {
    const { files, format, write, ...options } = readArguments(argv);
    const rows = files.map(readFileArgument).map((content) => {
        const row = judge(content, options);
        return write && "bytes" in content ? rewrite(content, row, streams) : row;
    });
    print[format as Format](streams, rows);
    return Math.max(...rows.map(statusOf));
}

type Format = "text" | "json" | "github" | "sarif";

const print: Record<Format, (streams: Streams, rows: readonly ValidateRow[]) => void> = {
    text: printText,
    json: printJson,
    github: (streams, rows) => streams.out(validateAnnotations(rows)),
    sarif: (streams, rows) => printJson(streams, validateSarif(rows)),
};

function readArguments(argv: readonly string[]) {
    const { values, positionals: files } = parseArgs({
        args: [...argv],
        allowPositionals: true,
        options: {
            compat: { type: "boolean", default: false },
            write: { type: "boolean", default: false },
            image: { type: "string" },
            ...overrideOptions,
            format: { type: "string", default: "text" },
        },
    });
    const wrong = [
        [files.length === 0, "no file is named"],
        [!Object.hasOwn(print, values.format), `"${values.format}" is no format of this command`],
        [values.write && !values.compat, "--write goes with --compat"],
        [values.write && files.includes("-"), "--write can't rewrite standard input"],
        [files.filter((file) => file === "-").length > 1, "standard input is named twice"],
        [values.image !== undefined && files.length > 1, "--image goes with one file only"],
        [values.image === "", "--image is empty"],
        [values.write && isOverriding(values), "--write doesn't go with overrides"],
    ] as const;
    const [first] = wrong.filter(([applies]) => applies);
    if (first !== undefined) {
        throw usageError(first[1], "validate");
    }
    return { ...values, files, overrides: overridesOf(values, files.length, "validate") };
}

type JudgeOptions = Omit<ReadScoreOptions, "overrides"> & { overrides: ReturnType<typeof overridesOf> };

function judge(content: FileContent, { overrides, ...options }: JudgeOptions): ValidateRow {
    const { file } = content;
    if ("problem" in overrides) {
        return { file, valid: false, errors: [overrides.problem], warnings: [] };
    }
    if ("problem" in content) {
        return { file, valid: false, errors: [content.problem], warnings: [] };
    }
    const { valid, errors, warnings } = readScore(file, content.bytes, { ...options, overrides });
    return { file, valid, errors, warnings };
}

/** Replaces a judged file where its strict form is another text; says on `err` what became of it. */
function rewrite(
    { file, bytes }: { file: string; bytes: Uint8Array },
    row: ValidateRow,
    streams: Streams,
): ValidateRow {
    const { text } = rewriteStrict(file, bytes);
    if (!row.valid || text === undefined) {
        streams.err(`${file}: not rewritten, since it would not be valid\n`);
        return row;
    }
    if (Buffer.from(text).equals(bytes)) {
        streams.err(`${file}: is strict v1b1 already, left as it is\n`);
        return row;
    }
    try {
        replaceFile(pathOfArgument(file), text);
    } catch (error) {
        return { ...row, valid: false, errors: [writeProblem(file, error)] };
    }
    streams.err(`${file}: rewritten in strict v1b1; the warnings say what was changed\n`);
    return row;
}

function writeProblem(file: string, error: unknown): Problem {
    const message = `the file can't be written (${(error as NodeJS.ErrnoException).code ?? "unknown reason"})`;
    return { code: "file-not-writable", message, hint: "check the permissions of the file and its folder", file };
}

/** A file that can't be read or written leaves the question open; one that can't be decoded is simply not valid. */
function statusOf(row: ValidateRow): number {
    const unanswered = ["file-not-found", "is-a-folder", "file-not-readable", "file-not-writable"];
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
