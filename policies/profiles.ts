import type { Rule } from "./rule";
import type { RuleGroup } from "./ruleData";

/** Sets of rules, each one holding the one before. */
export const profiles = ["baseline", "restricted", "golden", "all"] as const;
export type Profile = (typeof profiles)[number];

const restrictedGroups: readonly RuleGroup[] = ["workload", "images", "rbac", "network"];

/** The profiles that a rule belongs to. Pod Security rules are in all: their own level decides what is in force. */
export function profilesOf(rule: Rule): Profile[] {
    return profiles.slice(profiles.indexOf(firstProfile(rule)));
}

function firstProfile(rule: Rule): Profile {
    if (rule.optIn === true) {
        return "all";
    }
    if (rule.severity === "critical" || rule.target === "podSecurity") {
        return "baseline";
    }
    if (rule.group === "aws") {
        return rule.severity === "high" ? "restricted" : "golden";
    }
    return restrictedGroups.includes(rule.group) ? "restricted" : "golden";
}
