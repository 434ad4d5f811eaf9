import { suggest } from "../core/nearest";
import { toPointer } from "../core/pointer";
import type { Problem } from "../core/problem";
import { check } from "../core/schema";
import { engineRules } from "./engineRules";
import { levelOf } from "./levels";
import type { PolicyOptions } from "./options";
import { defaultPodSecurityVersion, parseMinor, revisionsInForce } from "./podSecurity";
import { profilesOf } from "./profiles";
import type { PodSecurityRevision, Rule } from "./rule";
import type { RuleContext } from "./ruleData";
import type { Level } from "./severity";

/** A rule that will judge, with everything that options decide about it. */
export interface SelectedRule {
    rule: Rule;
    level: Level;
    context: RuleContext;
    /** For Pod Security rules: the revisions in force. */
    revisions: readonly PodSecurityRevision[];
}

export interface Selection {
    selected: SelectedRule[];
    notConfigured: string[];
    errors: Problem[];
}

/** The rules that options put in force, and what is wrong with the options. */
export function selectRules(rules: readonly Rule[], options: PolicyOptions): Selection {
    const errors = [...takenIds(rules), ...unknownIds(rules, options)];
    const minor = parseMinor(options.pssVersion ?? defaultPodSecurityVersion);
    if (minor === undefined) {
        const hint = `write it as ${defaultPodSecurityVersion} or v${defaultPodSecurityVersion}`;
        errors.push({ code: "bad-pss-version", message: "the Pod Security version is no version", hint });
    }
    const profile = options.profile ?? "golden";
    const pssLevel = options.pssLevel ?? (profile === "baseline" ? "baseline" : "restricted");
    const revisions = revisionsInForce(rules, pssLevel, minor ?? parseMinor(defaultPodSecurityVersion)!);
    const selected: SelectedRule[] = [];
    const notConfigured: string[] = [];
    for (const rule of rules) {
        const wanted =
            options.rules === undefined ? profilesOf(rule).includes(profile) : options.rules.includes(rule.id);
        const runs = options.adapter === undefined || rule.adapters.includes(options.adapter);
        const inForce = rule.target !== "podSecurity" || revisions.has(rule.id);
        if (!wanted || !runs || !inForce || options.skip?.includes(rule.id) === true) {
            continue;
        }
        const params = paramsOf(rule, options.params?.[rule.id]);
        if (params.problems.length > 0) {
            errors.push(...params.problems);
        } else if (!params.configured || (rule.needsFacts === true && options.facts === undefined)) {
            notConfigured.push(rule.id);
        } else {
            selected.push({
                rule,
                level: levelOf(rule, options.tier),
                context: { tier: options.tier, params: params.value, facts: options.facts ?? {} },
                revisions: revisions.get(rule.id) ?? [],
            });
        }
    }
    return { selected, notConfigured: notConfigured.sort(), errors };
}

interface Params {
    value?: unknown;
    configured: boolean;
    problems: readonly Problem[];
}

function paramsOf(rule: Rule, given: object | undefined): Params {
    if (rule.params === undefined) {
        const message = `the rule ${rule.id} has no parameters`;
        const pointer = toPointer(["params", rule.id]);
        const problem = { code: "no-params", message, hint: "leave them out", pointer };
        const none = given === undefined || Object.keys(given).length === 0;
        return { configured: true, problems: none ? [] : [problem] };
    }
    const checked = check(rule.params, given ?? {});
    if (checked.problems.length === 0) {
        return { value: checked.value, configured: true, problems: [] };
    }
    if (given === undefined) {
        return { configured: false, problems: [] };
    }
    const problems = checked.problems.map((problem) => ({
        ...problem,
        message: `parameters of ${rule.id}: ${problem.message}`,
        pointer: `${toPointer(["params", rule.id])}${problem.pointer ?? ""}`,
    }));
    return { configured: false, problems };
}

/** Ids that two rules have. */
export function takenIds(rules: readonly Rule[]): Problem[] {
    const seen = new Set<string>();
    const taken = new Set<string>();
    for (const { id } of rules) {
        (seen.has(id) ? taken : seen).add(id);
    }
    return [...taken].map((id) => ({
        code: "duplicate-rule",
        message: `two rules have the id "${id}"`,
        hint: "give one of them another id; one's own begin with one's own prefix, for example acme-",
    }));
}

function unknownIds(rules: readonly Rule[], { rules: only = [], skip = [], params = {} }: PolicyOptions): Problem[] {
    const known = new Set([...rules, ...engineRules].map(({ id }) => id));
    const named = [
        ...only.map((id, index) => [id, toPointer(["rules", index])] as const),
        ...skip.map((id, index) => [id, toPointer(["skip", index])] as const),
        ...Object.keys(params).map((id) => [id, toPointer(["params", id])] as const),
    ];
    const unknown = new Map(named.filter(([id]) => !known.has(id)).reverse());
    return [...unknown].reverse().map(([id, pointer]) => {
        return { code: "unknown-rule", message: `there is no rule "${id}"`, hint: suggest(id, known), pointer };
    });
}
