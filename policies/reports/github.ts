import { githubAnnotations } from "../../core/githubAnnotations";
import { formatObject } from "../message";
import type { PolicyReport } from "../report";
import { reportRows, waivedText } from "./rows";
import { summaryLine } from "./summary";

/** Most rows of the summary's table: GitHub takes a megabyte, and nobody reads more. */
const maxRows = 200;

/** A report as annotations of GitHub Actions, worst first, since GitHub shows few of a step. */
export function githubReport(report: PolicyReport): string {
    return githubAnnotations(reportRows(report));
}

/** A report as Markdown for the summary of a job (`GITHUB_STEP_SUMMARY`). */
export function githubSummary(report: PolicyReport): string {
    const rows = report.findings.map(({ level, severity, rule, object, file, line, message, fix, waived }) => {
        const place = file === null ? "" : `${file}${line === null ? "" : `:${line}`}`;
        const state = waived === null ? level : waivedText(waived);
        return [state, severity, rule, formatObject(object), place, `${message}. Fix: ${fix}`].map(cell).join(" | ");
    });
    const left = rows.length > maxRows ? [`\n… and ${rows.length - maxRows} more.`] : [];
    const table =
        rows.length === 0
            ? []
            : [
                  "| level | severity | rule | object | place | finding |",
                  "|---|---|---|---|---|---|",
                  ...rows.slice(0, maxRows).map((row) => `| ${row} |`),
                  ...left,
              ];
    const errors = report.errors.map(({ file = "", message }) => `- ${cell(`${file}: ${message}`)}`);
    return `${[`### waymark policy: ${summaryLine(report)}`, "", ...table, "", ...errors].join("\n").trimEnd()}\n`;
}

/** Text in a cell of a table: no markup of its own. */
function cell(text: string): string {
    return text.replaceAll(/[\\|<>`*_[\]#&]/g, (character) => `&#${character.codePointAt(0)};`).replaceAll(/\s+/g, " ");
}
