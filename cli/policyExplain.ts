import { z } from "zod";
import { suggest } from "../core/nearest";
import { ProblemError } from "../core/problem";
import { engineRules } from "../policies/engineRules";
import { levelOf } from "../policies/levels";
import { rulePage } from "../policies/message";
import { profilesOf } from "../policies/profiles";
import type { Rule } from "../policies/rule";
import { rules as builtIn } from "../policies/rules";
import { exitStatus, printJson, type Streams } from "./output";
import { policyListArguments } from "./policyListArguments";
import { canRemediate, ruleRow } from "./policyRules";
import { policySetup } from "./policySetup";
import { usageError } from "./usage";

/** `waymark policy explain`: one rule for a person, or all its data. */
export function policyExplain(argv: readonly string[], streams: Streams): number {
    const { names, config, format } = policyListArguments("policy explain", argv);
    const [id] = names;
    if (id === undefined || names.length > 1) {
        throw usageError("name one rule", "policy explain");
    }
    const rules = [...policySetup(config).rules, ...engineRules];
    const rule = rules.find((one) => one.id === id);
    if (rule === undefined) {
        const ids = rules.map((one) => one.id);
        throw new ProblemError({ code: "unknown-rule", message: `there is no rule "${id}"`, hint: suggest(id, ids) });
    }
    const { why, fix, group, details, waivable } = rule;
    const levels = Object.fromEntries((["dev", "staging", "prod"] as const).map((tier) => [tier, levelOf(rule, tier)]));
    if (format === "json") {
        printJson(streams, { ...ruleRow(rule), group, why, fix, details, levels, waivable });
    } else {
        streams.out(ruleText(rule, levels));
    }
    return exitStatus.fine;
}

function ruleText(rule: Rule, levels: Record<string, string>): string {
    const { id, title, severity, why, fix, details, frameworks, adapters, waivable } = rule;
    const inTiers = Object.entries(levels).map(([tier, level]) => `${level} in ${tier}`);
    const profiles = rule.target === "podSecurity" ? "as the Pod Security level says" : profilesOf(rule).join(", ");
    const sections = frameworks.map(({ name, section }) => [name, section ?? ""].join(" ").trim());
    const facts = [
        ["severity", `${severity}: ${inTiers.join(", ")}`],
        ["profiles", profiles],
        ["seen in", adapters.join(", ")],
        ["frameworks", sections.join(", ") || "none"],
        ["waivable", waivable ? "yes" : "no"],
        ["remediation", canRemediate(rule) ? "yes, where it is asked for" : "no"],
        ["parameters", paramsText(rule)],
        ...([...builtIn, ...engineRules].includes(rule) ? [["page", rulePage(id)]] : []),
    ] as const;
    const lines = facts.map(([name = "", value]) => `  ${name.padEnd(12)} ${value}`);
    const more = details === "" ? [] : ["", details];
    return `${[`${id}: ${title}`, "", `Why: ${why}.`, `Fix: ${fix}.`, "", ...lines, ...more].join("\n")}\n`;
}

function paramsText({ params }: Rule): string {
    const schema = params === undefined ? {} : z.toJSONSchema(params, { io: "input", unrepresentable: "any" });
    const { properties = {} } = schema as { properties?: Record<string, { description?: string; default?: unknown }> };
    const texts = Object.entries(properties).map(([name, { description, default: value }]) => {
        const standard = value === undefined ? "" : `, default ${JSON.stringify(value)}`;
        return `${name} (${description ?? "no description"}${standard})`;
    });
    return texts.join("; ") || "none";
}
