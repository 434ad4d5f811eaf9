import { compareFindings, compareUnknown } from "./order";
import type { PolicyReport, PolicySummary } from "./report";

/** Reports of sets that were judged apart as one. */
export function mergeReports(reports: readonly PolicyReport[]): PolicyReport {
    const sum = (key: Exclude<keyof PolicySummary, "notConfigured">): number =>
        reports.reduce((total, { summary }) => total + summary[key], 0);
    return {
        findings: reports.flatMap(({ findings }) => findings).sort(compareFindings),
        unknown: reports.flatMap(({ unknown }) => unknown).sort(compareUnknown),
        errors: reports.flatMap(({ errors }) => errors),
        summary: {
            files: sum("files"),
            objects: sum("objects"),
            mandatory: sum("mandatory"),
            advisory: sum("advisory"),
            waived: sum("waived"),
            unknown: sum("unknown"),
            unknownMandatory: sum("unknownMandatory"),
            errors: sum("errors"),
            notConfigured: [...new Set(reports.flatMap(({ summary }) => summary.notConfigured))].sort(),
        },
    };
}
