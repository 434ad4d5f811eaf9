import type { Policy, PolicyComplianceFramework, PolicyConfigSchema } from "@pulumi/policy";
import { z } from "zod";
import { canonicalJson } from "../../core/canonicalJson";
import { ProblemError } from "../../core/problem";
import { levelOf } from "../levels";
import { rulePage } from "../message";
import type { PolicyOptions } from "../options";
import { defaultPodSecurityVersion } from "../podSecurity";
import type { Rule } from "../rule";
import type { Framework } from "../ruleData";
import { rules } from "../rules";
import { selectRules, type SelectedRule } from "../selection";

/** What to do where a value is not known yet: say so (`advisory`), fail with the rule's level, or keep quiet. */
const unknownModes = ["advisory", "mandatory", "ignore"] as const;

/** A rule as one configuration of the pack has it. */
export interface RuleConfig {
    selected: SelectedRule;
    unknown: (typeof unknownModes)[number];
}

/** What CrossGuard shows of a rule and lets its users configure. */
export function policyMetadata(rule: Rule, { tier }: PolicyOptions): Policy {
    const [framework, ...others] = rule.frameworks;
    return {
        name: rule.id,
        description: rule.title,
        displayName: rule.title,
        enforcementLevel: levelOf(rule, tier),
        severity: rule.severity === "info" ? "low" : rule.severity,
        ...(framework === undefined ? {} : { framework: toFramework(framework) }),
        tags: [rule.group, ...others.map(frameworkTag)],
        remediationSteps: `${rule.fix}.`,
        ...(rules.includes(rule) ? { url: rulePage(rule.id) } : {}),
        configSchema: configSchema(rule),
    };
}

/**
 * Turns what a pack's user configured into a selected rule; undefined where the rule lacks a parameter it needs or is
 * not in force.
 */
export function configuredRule(
    rule: Rule,
    options: PolicyOptions,
    all: readonly Rule[],
): (config: object) => RuleConfig | undefined {
    const known = new Map<string, RuleConfig | undefined>();
    return (config) => {
        const key = JSON.stringify(config);
        if (!known.has(key)) {
            known.set(key, configure(rule, options, all, config));
        }
        return known.get(key);
    };
}

function configure(rule: Rule, options: PolicyOptions, all: readonly Rule[], config: object): RuleConfig | undefined {
    const { unknown = "advisory", ...own } = config as { unknown?: RuleConfig["unknown"] };
    const given = { ...options.params?.[rule.id], ...withoutDefaults(rule, own) };
    const params = Object.keys(given).length === 0 ? undefined : { [rule.id]: given };
    const { selected, errors } = selectRules(all, { ...options, rules: [rule.id], params });
    if (errors.length > 0) {
        throw new ProblemError(errors);
    }
    const [first] = selected;
    return first === undefined ? undefined : { selected: first, unknown };
}

/** The SDK fills in the defaults of the schema; what is no more than that is nothing that somebody configured. */
function withoutDefaults(rule: Rule, given: object): object {
    const properties = configSchema(rule).properties ?? {};
    const isDefault = (key: string, value: unknown): boolean =>
        canonicalJson(value) === canonicalJson(properties[key]?.default);
    return Object.fromEntries(Object.entries(given).filter(([key, value]) => !isDefault(key, value)));
}

function configSchema(rule: Rule): PolicyConfigSchema {
    const params = rule.params === undefined ? {} : z.toJSONSchema(rule.params, { io: "input" });
    const { properties } = params as { properties?: PolicyConfigSchema["properties"] };
    return {
        properties: {
            ...properties,
            unknown: {
                type: "string",
                enum: [...unknownModes],
                default: "advisory",
                description: "What to do in a preview where a value is not known yet",
            },
        },
    };
}

const frameworkNames: Record<Framework["name"], string> = {
    PSS: "Pod Security Standards",
    CIS: "CIS Kubernetes Benchmark",
    "CIS-AWS": "CIS AWS Foundations Benchmark",
    "CIS-EKS": "CIS Amazon EKS Benchmark",
    NSA: "NSA/CISA Kubernetes Hardening Guide",
    MITRE: "MITRE ATT&CK for Containers",
    SOC2: "SOC 2",
    SLSA: "SLSA",
};

function toFramework({ name, section = "" }: Framework): PolicyComplianceFramework {
    const version = name === "PSS" ? defaultPodSecurityVersion : "";
    return { name: frameworkNames[name], version, reference: section, specification: "" };
}

function frameworkTag({ name, section }: Framework): string {
    return section === undefined ? name : `${name}-${section}`;
}
