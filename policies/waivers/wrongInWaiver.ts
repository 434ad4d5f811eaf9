import { suggest } from "../../core/nearest";
import type { Rule } from "../rule";
import type { Severity } from "../severity";
import { countDays, daysBetween } from "./days";
import { longestDays, type Waiver, type WaiverFlaw } from "./waiver";

/** Name of the file that says who may approve. */
export const approversFile = "approvers.yaml";

/** Severities that somebody may approve. */
export type Approvers = (id: string) => readonly Severity[];

type Wrong = Pick<WaiverFlaw, "message" | "fix">;
type Known = ReadonlyMap<string, Rule>;

/** What keeps a waiver that is written well from counting: its rules, its days, its approval. */
export function wrongInWaiver(waiver: Waiver, today: string, approvers: Approvers, known: Known): Wrong[] {
    return [
        ...wrongRules(waiver, known),
        ...wrongDays(waiver, today, known),
        ...wrongApproval(waiver, approvers, known),
    ];
}

function wrongRules({ rules }: Waiver, known: Known): Wrong[] {
    return rules.flatMap((id): Wrong[] => {
        const rule = known.get(id);
        if (rule === undefined) {
            return [{ message: `there is no rule "${id}"`, fix: suggest(id, known.keys()) }];
        }
        const fix = "mend what it finds; this rule allows no waiver";
        return rule.waivable ? [] : [{ message: `the rule ${id} can't be waived`, fix }];
    });
}

function wrongDays({ rules, approvedAt, expires }: Waiver, today: string, known: Known): Wrong[] {
    const severities = rules.flatMap((id) => known.get(id)?.severity ?? []);
    const longest = Math.min(...severities.map((severity) => longestDays[severity]));
    const days = daysBetween(approvedAt, expires);
    if (daysBetween(approvedAt, today) < 0) {
        return [{ message: "it was approved in the future", fix: "write the day of the approval (UTC)" }];
    }
    if (days < 0) {
        return [{ message: "it expires before it was approved", fix: "write a later day, and have it approved" }];
    }
    const message = `it counts for ${countDays(days)}; its rules allow ${countDays(longest)} from the approval`;
    return days > longest ? [{ message, fix: "write an earlier day, and renew it when that has come" }] : [];
}

function wrongApproval({ rules, requestedBy, approvedBy }: Waiver, approvers: Approvers, known: Known): Wrong[] {
    const others = approvedBy.filter((id) => !sameId(id, requestedBy));
    if (others.length === 0) {
        const fix = "have it approved by somebody else than who asked for it";
        return [{ message: "nobody approved it but who asked for it", fix }];
    }
    return rules.flatMap((id): Wrong[] => {
        const severity = known.get(id)?.severity;
        if (severity === undefined || others.some((one) => approvers(one).includes(severity))) {
            return [];
        }
        const message = `nobody who approved it may approve waivers of ${id}, which is ${severity}`;
        return [{ message, fix: `have it approved by one of those whom ${approversFile} allows it` }];
    });
}

/** Ids of people are compared without regard to case, so that nobody approves his own under another spelling. */
export function sameId(a: string, b: string): boolean {
    return a.trim().toLowerCase() === b.trim().toLowerCase();
}
