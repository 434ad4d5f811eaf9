import type { Rule } from "./rule";
import type { Level, Severity, Tier } from "./severity";

const mandatoryIn: Record<Severity, readonly Tier[]> = {
    critical: ["dev", "staging", "prod"],
    high: ["dev", "staging", "prod"],
    medium: ["prod"],
    low: [],
    info: [],
};

/** The level of a rule's findings in a tier: its own where it has one, else by severity. */
export function levelOf(rule: Pick<Rule, "severity" | "levels">, tier: Tier): Level {
    return rule.levels?.[tier] ?? (mandatoryIn[rule.severity].includes(tier) ? "mandatory" : "advisory");
}
