import { toSarif } from "../../core/sarif";
import type { PolicyReport } from "../report";
import { projectFile, reportRows, reportRules, type ReportContext } from "./rows";

/** A report as SARIF 2.1.0: waived findings are suppressed, fingerprints make them known again. */
export function sarifReport(report: PolicyReport, context: ReportContext): string {
    // GitHub refuses a whole upload for one result without a place.
    const rows = reportRows(report).map((row) => ({ file: projectFile, region: { startLine: 1 }, ...row }));
    const tool = { name: "waymark policy", version: context.version };
    const content = { tool, rules: reportRules(rows, context), rows, category: "waymark/policy" };
    return `${JSON.stringify(toSarif(content), null, 2)}\n`;
}
