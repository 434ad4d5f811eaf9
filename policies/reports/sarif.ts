import { toSarif } from "../../core/sarif";
import type { PolicyReport } from "../report";
import { reportRows, reportRules, type ReportContext } from "./rows";

/** A report as SARIF 2.1.0: waived findings are suppressed, fingerprints make them known again. */
export function sarifReport(report: PolicyReport, context: ReportContext): string {
    const rows = reportRows(report);
    const tool = { name: "waymark policy", version: context.version };
    const content = { tool, rules: reportRules(rows, context), rows, category: "waymark/policy" };
    return `${JSON.stringify(toSarif(content), null, 2)}\n`;
}
