import { appendFileSync } from "node:fs";
import { ProblemError } from "../core/problem";
import { githubReport, githubSummary } from "../policies/reports/github";
import { htmlReport } from "../policies/reports/html";
import { junitReport } from "../policies/reports/junit";
import type { ReportContext } from "../policies/reports/rows";
import { sarifReport } from "../policies/reports/sarif";
import { summaryLine } from "../policies/reports/summary";
import { textReport } from "../policies/reports/text";
import type { PolicyReport } from "../policies/report";
import type { Streams } from "./output";
import { replaceFile } from "./replaceFile";
import { pathOfArgument } from "./scoreFiles";
import { styleFor } from "./style";
import { usageError } from "./usage";

/** A format and where its text goes; without a file to stdout. */
export interface PolicyFormat {
    format: FormatName;
    file?: string;
}

type FormatName = keyof typeof writers;

const writers = {
    text: (report: PolicyReport) => textReport(report),
    json: (report: PolicyReport) => `${JSON.stringify(report, null, 2)}\n`,
    sarif: sarifReport,
    junit: junitReport,
    github: githubReport,
    html: htmlReport,
} as const satisfies Record<string, (report: PolicyReport, context: ReportContext) => string>;

/**
 * Reads `--format F[=FILE]`; without any, text goes to stdout.
 *
 * @throws ProblemError for a format that there isn't, and for two that go to the same place
 */
export function readFormats(given: readonly string[], command: string): PolicyFormat[] {
    const formats = given.map((text): PolicyFormat => {
        const [, name = "", file] = /^([^=]*)(?:=(.*))?$/s.exec(text) ?? [];
        if (!Object.hasOwn(writers, name)) {
            const known = Object.keys(writers).join(", ");
            throw usageError(`"${name}" is no format of this command; use one of ${known}`, command);
        }
        if (file === "") {
            throw usageError(`--format ${name}= names no file`, command);
        }
        return { format: name as FormatName, ...(file === undefined ? {} : { file }) };
    });
    const places = formats.map(({ file }) => (file === undefined ? "stdout" : pathOfArgument(file)));
    const twice = places.find((place, index) => places.indexOf(place) !== index);
    if (twice !== undefined) {
        const place = twice === "stdout" ? "stdout" : "one file";
        throw usageError(`two formats go to ${place}; write one as --format F=FILE`, command);
    }
    return formats.length === 0 ? [{ format: "text" }] : formats;
}

/**
 * Writes a report in every format: the files first, each whole or not at all. Where none goes to stdout, the summary
 * line goes to stderr. In a job of GitHub Actions its summary is written too, where `github` is among the formats.
 */
export function writeReport(
    report: PolicyReport,
    formats: readonly PolicyFormat[],
    context: ReportContext,
    streams: Streams,
): void {
    const texts = formats.map(({ format, file }) => ({ file, text: textOf(format, file, report, context, streams) }));
    for (const { file, text } of texts) {
        if (file !== undefined) {
            write(file, () => replaceFile(pathOfArgument(file), text));
        }
    }
    const summary = process.env["GITHUB_STEP_SUMMARY"];
    if (summary !== undefined && summary !== "" && formats.some(({ format }) => format === "github")) {
        write("the summary of the job", () => appendFileSync(summary, githubSummary(report)));
    }
    const onStdout = texts.filter(({ file }) => file === undefined);
    onStdout.forEach(({ text }) => streams.out(text));
    if (onStdout.length === 0) {
        streams.err(`${summaryLine(report)}\n`);
    }
}

function textOf(
    format: FormatName,
    file: string | undefined,
    report: PolicyReport,
    context: ReportContext,
    streams: Streams,
): string {
    return format === "text" && file === undefined
        ? textReport(report, styleFor(streams.color === true))
        : writers[format](report, context);
}

/**
 * Does something that writes a file.
 *
 * @throws ProblemError that names the file
 */
export function write(file: string, action: () => void): void {
    try {
        action();
    } catch (error) {
        const message = `the file can't be written (${(error as NodeJS.ErrnoException).code ?? "unknown reason"})`;
        const hint = "check that its folder is there, and its permissions";
        throw new ProblemError({ code: "file-not-writable", message, hint, file });
    }
}
