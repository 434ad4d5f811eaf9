import { compareFindings } from "./order";
import type { Finding, PolicyReport } from "./report";

/** A report with these findings instead: in order, and counted anew. */
export function withFindings(report: PolicyReport, findings: readonly Finding[]): PolicyReport {
    const open = findings.filter(({ waived }) => waived === null);
    return {
        ...report,
        findings: [...findings].sort(compareFindings),
        summary: {
            ...report.summary,
            mandatory: open.filter(({ level }) => level === "mandatory").length,
            advisory: open.filter(({ level }) => level === "advisory").length,
            waived: findings.length - open.length,
        },
    };
}
