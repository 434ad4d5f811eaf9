import { z } from "zod";
import type { Problem } from "../core/problem";
import { check, strictMap } from "../core/schema";
import { ruleErrorId } from "./engineRules";
import { withFindings } from "./recount";
import type { Finding, PolicyReport } from "./report";
import { waiverHygiene } from "./waivers/hygiene";

const entry = strictMap({ fingerprint: z.string(), rule: z.string(), object: z.string(), path: z.string() });
const baselineSchema = strictMap({ version: z.literal(1), findings: z.array(entry) });

/** Findings that were there when somebody began to look; only new ones fail. */
export type Baseline = z.infer<typeof baselineSchema>;

/** Findings that no baseline takes away: that a rule broke, and what is wrong with waivers. */
const never: readonly string[] = [ruleErrorId, waiverHygiene.id];

/** Reads a baseline; problems name the file. */
export function readBaseline(file: string, text: string): { baseline?: Baseline; problems: readonly Problem[] } {
    let value: unknown;
    try {
        value = JSON.parse(text);
    } catch {
        const hint = "write it with --write-baseline";
        return { problems: [{ code: "not-a-baseline", message: "this is no baseline", hint, file }] };
    }
    const { value: baseline, problems } = check(baselineSchema, value);
    return { baseline, problems: problems.map((problem) => ({ ...problem, file })) };
}

/** The findings of a report that don't fail the next time, sorted and without anything that changes by itself. */
export function toBaseline({ findings }: PolicyReport): Baseline {
    const known = new Map(findings.filter(isKnowable).map((finding) => [finding.fingerprint, finding]));
    const entries = [...known.values()].map(({ fingerprint, rule, object, path }) => {
        const name = [object.kind ?? object.type, object.namespace, object.name];
        return { fingerprint, rule, object: name.filter((part) => part !== null).join("/"), path };
    });
    return { version: 1, findings: entries.sort((a, b) => (a.fingerprint < b.fingerprint ? -1 : 1)) };
}

/**
 * The report without the weight of what the baseline knows, which counts as waived; and the baseline's entries that
 * were not found again.
 */
export function applyBaseline(
    report: PolicyReport,
    baseline: Baseline,
    file: string,
): { report: PolicyReport; stale: Baseline["findings"] } {
    const known = new Set(baseline.findings.map(({ fingerprint }) => fingerprint));
    const waived = { id: "baseline", expires: null, reason: `known before, in ${file}` };
    const findings = report.findings.map((finding): Finding => {
        const counts = !isKnowable(finding) || !known.has(finding.fingerprint);
        return counts ? finding : { ...finding, level: "advisory", waived };
    });
    const found = new Set(report.findings.map(({ fingerprint }) => fingerprint));
    const stale = baseline.findings.filter(({ fingerprint }) => !found.has(fingerprint));
    return { report: withFindings(report, findings), stale };
}

function isKnowable({ rule, waived }: Finding): boolean {
    return !never.includes(rule) && waived === null;
}
