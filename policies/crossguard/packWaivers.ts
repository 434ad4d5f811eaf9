import type { Policies, StackValidationPolicy } from "@pulumi/policy";
import { formatFindings } from "../message";
import type { Finding } from "../report";
import { waivedText } from "../reports/rows";
import type { Rule } from "../rule";
import { rules as builtIn } from "../rules";
import { remarksOnWaivers, waiveFindings, type WaiverRun } from "../waivers/applyWaivers";
import { toDay } from "../waivers/days";
import { waiverHygiene } from "../waivers/hygiene";
import type { Verdict } from "../verdict";
import type { WaiverContext } from "../waivers/matching";
import { readWaivers } from "../waivers/readWaivers";
import type { WaiverSet } from "../waivers/waiver";
import { readWaiverFolder } from "../waivers/waiverFolder";
import type { ReportWithLevel } from "./reportWithLevel";

/** Waivers of a pack, and what they are matched with. */
export interface PackWaivers extends WaiverContext {
    set: WaiverSet;
    /** `2026-12-01` (UTC). */
    today: string;
}

/**
 * Reads the folder of waivers that a pack carries: it is part of the pack's version, so that who changes a program
 * can't change what it may do.
 *
 * @param folder where the folder is, for example `join(__dirname, "waivers")`
 * @param context the project, stack and tier that are judged; in a pack from `packContext(process.env)`
 * @throws ProblemError where the folder can't be read
 */
export function packWaivers(folder: string, context: WaiverContext, rules: readonly Rule[] = builtIn): PackWaivers {
    const today = toDay(new Date());
    return { ...context, today, set: readWaivers(readWaiverFolder(folder, folder), today, rules) };
}

/** Findings of one rule once waivers were asked; a covered one is advisory and says so in its message. */
export function waive(findings: readonly Finding[], verdict: Verdict, waivers: PackWaivers | undefined): Finding[] {
    if (waivers === undefined) {
        return [...findings];
    }
    const resources = [...new Set(verdict.violations.map(({ at }) => at.owner.resource))];
    return waiveFindings(findings, waivers.set, toRun(waivers, resources)).map((finding) =>
        finding.waived === null
            ? finding
            : { ...finding, message: `${finding.message} (${waivedText(finding.waived)})` },
    );
}

/** The policy that says what is wrong with the waivers themselves. Which ones are unused, no single policy knows. */
export function hygienePolicy(waivers: PackWaivers | undefined): Policies {
    if (waivers === undefined) {
        return [];
    }
    const { id, title, why, fix } = waiverHygiene;
    const policy: StackValidationPolicy = {
        name: id,
        description: title,
        displayName: title,
        enforcementLevel: "mandatory",
        severity: waiverHygiene.severity,
        remediationSteps: `${fix}.`,
        validateStack(_, report) {
            for (const finding of remarksOnWaivers(waivers.set, toRun(waivers, []))) {
                const message = `${title}\n${formatFindings([finding], why)}`;
                (report as unknown as ReportWithLevel)({ message, enforcementLevel: finding.level });
            }
        },
    };
    return [policy];
}

function toRun({ project, stack, tier, today }: PackWaivers, resources: WaiverRun["resources"]): WaiverRun {
    return { project, stack, tier, today, complete: false, resources };
}
