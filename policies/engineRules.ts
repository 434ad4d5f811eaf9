import { defineRule, type Rule } from "./rule";
import { waiverHygiene } from "./waivers/hygiene";

/** The id of findings about rules that broke. */
export const ruleErrorId = "rule-error";

/**
 * What the engine itself finds, as lists of rules tell of it: nobody selects these, they speak where there is reason to.
 * Their pages are written by hand.
 */
export const engineRules: readonly Rule[] = [
    defineRule({
        ...waiverHygiene,
        group: "governance",
        target: "set",
        waivable: false,
        since: "0.1.0",
        details:
            "Comes from the engine wherever waivers are given; what only needs attention (it expires soon) is advisory.",
        check: () => [],
    }),
    defineRule({
        id: ruleErrorId,
        group: "governance",
        target: "set",
        title: "A rule broke and gave no answer",
        severity: "high",
        waivable: false,
        since: "0.1.0",
        why: "what a rule could not judge may be wrong all the same",
        fix: "report it as a defect of waymark; until then skip the rule that broke",
        details: "Severity is that of the rule that broke; mandatory where that is critical, else advisory.",
        check: () => [],
    }),
];
