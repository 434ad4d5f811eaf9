import { formatProblem } from "../../core/problem";
import { formatObject } from "../message";
import type { PolicyReport } from "../report";
import { byObject, oneLine, type FoldedFinding, type ObjectFindings } from "./fold";
import { waivedText } from "./rows";
import { summaryLine } from "./summary";

/** How a piece of text is set off. */
export interface Paint {
    bold: (text: string) => string;
    dim: (text: string) => string;
    bad: (text: string) => string;
    warn: (text: string) => string;
    good: (text: string) => string;
}

const asItIs = (text: string): string => text;
const noPaint: Paint = { bold: asItIs, dim: asItIs, bad: asItIs, warn: asItIs, good: asItIs };

/** A report for a person: by object, worst first, containers folded; of a clean run the summary line alone. */
export function textReport(report: PolicyReport, paint: Paint = noPaint): string {
    const open = report.findings.filter(({ waived }) => waived === null);
    const waived = report.findings.flatMap(({ waived: by, rule, object }) =>
        by === null ? [] : [oneLine(`  ${rule}  ${formatObject(object)}: ${waivedText(by)}`)],
    );
    const unknown = report.unknown.map(({ rule, object, paths }) =>
        oneLine(`  ${rule}  ${formatObject(object)}: ${paths.join(", ")}`),
    );
    const sections = [
        ...byObject(open).map((group) => objectLines(group, paint)),
        titled("Waived", [...new Set(waived)], paint),
        titled("Not known yet, and not checked", unknown, paint),
        titled(
            "Not read",
            report.errors.map((problem) => `  ${formatProblem(problem)}`),
            paint,
        ),
        [verdict(report, paint), ...notConfigured(report)],
    ];
    return `${sections
        .filter((lines) => lines.length > 0)
        .map((lines) => lines.join("\n"))
        .join("\n\n")}\n`;
}

function objectLines({ object, file, findings }: ObjectFindings, paint: Paint): string[] {
    const from = file === null ? "" : paint.dim(`  ${file}`);
    return [`${paint.bold(object)}${from}`, ...findings.flatMap((finding) => findingLines(finding, paint))];
}

function findingLines({ first, facts, fixes }: FoldedFinding, paint: Paint): string[] {
    const { level, severity, rule, line, column } = first;
    const mark = (level === "mandatory" ? paint.bad : paint.warn)(level.padEnd(9));
    const at = line === null ? "" : paint.dim(`  line ${line}${column === null ? "" : `:${column}`}`);
    return [
        `  ${mark} ${severity.padEnd(8)} ${rule}${at}`,
        ...facts.map((fact) => `      ${fact}`),
        ...fixes.map((fix) => `      ${paint.dim("fix:")} ${fix}`),
    ];
}

function titled(title: string, lines: readonly string[], paint: Paint): string[] {
    return lines.length === 0 ? [] : [paint.bold(title), ...lines];
}

function verdict(report: PolicyReport, paint: Paint): string {
    const { mandatory, errors, advisory } = report.summary;
    const color = mandatory > 0 || errors > 0 ? paint.bad : advisory > 0 ? paint.warn : paint.good;
    return color(summaryLine(report));
}

function notConfigured({ summary }: PolicyReport): string[] {
    const missing = summary.notConfigured;
    return missing.length === 0 ? [] : [`not configured, and not asked: ${missing.join(", ")}`];
}
