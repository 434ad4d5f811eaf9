import { z } from "zod";
import { engineRules } from "../policies/engineRules";
import { profilesOf } from "../policies/profiles";
import type { Rule } from "../policies/rule";
import { columns } from "./columns";
import { exitStatus, printJson, type Streams } from "./output";
import { policyListArguments } from "./policyListArguments";
import { policySetup } from "./policySetup";
import { usageError } from "./usage";

/** `waymark policy rules`: every rule, those of the configured modules too. */
export function policyRules(argv: readonly string[], streams: Streams): number {
    const { names, config, format } = policyListArguments("policy rules", argv);
    if (names.length > 0) {
        throw usageError(`"${names[0]}" is too much; waymark policy explain tells of one rule`, "policy rules");
    }
    const rules = [...policySetup(config).rules, ...engineRules].sort((a, b) => (a.id < b.id ? -1 : 1));
    if (format === "json") {
        printJson(streams, rules.map(ruleRow));
    } else {
        const rows = rules.map((rule) => [rule.id, rule.severity, firstProfile(rule), rule.title]);
        streams.out(columns([["rule", "severity", "from profile", "what must hold"], ...rows]));
    }
    return exitStatus.fine;
}

/** A rule as `--format json` promises it. */
export function ruleRow(rule: Rule) {
    const { id, title, severity, adapters, frameworks, params } = rule;
    return {
        id,
        title,
        severity,
        profiles: profilesOf(rule),
        adapters,
        frameworks,
        remediation: canRemediate(rule),
        params: params === undefined ? null : z.toJSONSchema(params, { io: "input", unrepresentable: "any" }),
    };
}

/** A patch exists that mends what the rule finds. */
export function canRemediate(rule: Rule): boolean {
    return "remediate" in rule && rule.remediate !== undefined;
}

function firstProfile(rule: Rule): string {
    return rule.target === "podSecurity" ? "(Pod Security)" : (profilesOf(rule)[0] ?? "");
}
