import { canonicalJson, sha256Hex } from "../core/canonicalJson";
import { githubAnnotations } from "../core/githubAnnotations";
import type { Problem } from "../core/problem";
import type { ReportRow, ReportRule } from "../core/reportRow";
import { toSarif } from "../core/sarif";
import type { ValidateRow } from "./validateRow";
import { version } from "./version";

/** What was found, as annotations of GitHub Actions. */
export function validateAnnotations(rows: readonly ValidateRow[]): string {
    return githubAnnotations(reportRows(rows), ({ ruleId }) => `waymark validate (${ruleId})`);
}

/** What was found, as a SARIF log. */
export function validateSarif(rows: readonly ValidateRow[]): Record<string, unknown> {
    const found = reportRows(rows);
    const tool = { name: "waymark validate", version: version() };
    return toSarif({ tool, rules: rulesOf(found), rows: found, category: "waymark/validate" });
}

function reportRows(rows: readonly ValidateRow[]): ReportRow[] {
    const seen = new Map<string, number>();
    return rows.flatMap(({ file, errors, warnings }) => [
        ...errors.map((problem) => reportRow("error", file, problem, seen)),
        ...warnings.map((problem) => reportRow("warning", file, problem, seen)),
    ]);
}

function reportRow(
    level: ReportRow["level"],
    file: string,
    { code, message, hint, line, column, pointer = "" }: Problem,
    seen: Map<string, number>,
): ReportRow {
    const same = canonicalJson([file, code, pointer]);
    const count = seen.get(same) ?? 0; // syntax errors have no pointer, and may come several times
    seen.set(same, count + 1);
    return {
        ruleId: code,
        level,
        message: hint === undefined ? message : `${message}\n${hint}`,
        file,
        ...(line === undefined ? {} : { region: { startLine: line, ...(column && { startColumn: column }) } }),
        ...(pointer === "" ? {} : { object: pointer }),
        fingerprint: sha256Hex(`${same} ${count}`).slice(0, 16),
    };
}

/** The codes that were found; what one means is said in the message at its place. */
function rulesOf(rows: readonly ReportRow[]): ReportRule[] {
    const codes = [...new Set(rows.map(({ ruleId }) => ruleId))];
    return codes.map((id) => ({ id, title: id.replaceAll("-", " "), tags: ["score"] }));
}
