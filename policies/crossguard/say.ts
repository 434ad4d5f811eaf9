import type { ReportViolation } from "@pulumi/policy";
import { coverageRuleId } from "../coverage";
import { toFindings, toUnknown } from "../findings";
import { formatFindings, formatUnknown } from "../message";
import type { ResourceView } from "../model/resourceView";
import { isSilent, type Verdict } from "../verdict";
import type { RuleConfig } from "./metadata";
import { waive, type PackWaivers } from "./packWaivers";
import type { ReportWithLevel } from "./reportWithLevel";

/** Reports what a rule found, folded per object, and what it could not see, as it is configured. */
export function say(
    report: ReportViolation,
    config: RuleConfig,
    verdict: Verdict,
    view?: ResourceView,
    waivers?: PackWaivers,
): void {
    if (isSilent(verdict)) {
        return;
    }
    const { selected, unknown } = config;
    const { title, why, id } = selected.rule;
    const reportAt = report as unknown as ReportWithLevel;
    for (const findings of byObject(waive(toFindings(selected, verdict, view), verdict, waivers))) {
        const [first] = findings;
        const message = formatFindings(findings, why);
        const urn = first!.object.urn ?? undefined;
        if (first!.level === selected.level) {
            report(message, urn);
        } else {
            reportAt({ message: `${title}\n${message}`, enforcementLevel: first!.level, urn });
        }
    }
    for (const gap of unknown === "ignore" ? [] : toUnknown(selected, verdict)) {
        if (gap.rule === coverageRuleId && id !== coverageRuleId && unknown !== "mandatory") {
            continue; // said once per object by that rule
        }
        const enforcementLevel = unknown === "mandatory" ? undefined : ("advisory" as const);
        const message = `${title}\n${formatUnknown({ ...gap, rule: id })}`;
        reportAt({ message, enforcementLevel, urn: gap.object.urn ?? undefined });
    }
}

/** Findings of one rule, folded per object. */
function byObject<T extends { rule: string; level: string; object: { urn: string | null } }>(
    findings: readonly T[],
): T[][] {
    const groups = new Map<string, T[]>();
    for (const finding of findings) {
        const key = `${finding.rule} ${finding.level} ${finding.object.urn}`;
        groups.set(key, [...(groups.get(key) ?? []), finding]);
    }
    return [...groups.values()];
}
