import { toFindings, toUnknown } from "./findings";
import { concerns, judgeObject, judgeSet, type Verdict } from "./judge";
import { toKubeObject, type KubeObject } from "./model/kubeObject";
import { SetView } from "./model/setView";
import type { PolicyOptions } from "./options";
import { compareFindings, compareUnknown } from "./order";
import type { Finding, PolicyReport, UnknownVerdict } from "./report";
import type { PolicyResource } from "./resource";
import type { Rule } from "./rule";
import { rules as builtIn } from "./rules";
import { selectRules, type SelectedRule } from "./selection";

/**
 * Judges resources together: each rule in force looks at every object that concerns it, rules for sets at all of them.
 * Pure: the same resources and options give the same report, in whatever order the resources come.
 *
 * @param rules Default: all rules of this package. A platform team adds its own: `[...rules, noDefaultNamespace]`.
 * @example
 * const report = evaluate(resources, { tier: "prod" });
 * process.exitCode = fails(report) ? 1 : 0;
 */
export function evaluate(
    resources: readonly PolicyResource[],
    options: PolicyOptions,
    rules: readonly Rule[] = builtIn,
): PolicyReport {
    const { selected, notConfigured, errors } = selectRules(rules, options);
    const objects = resources.map(toKubeObject).filter((object) => object !== undefined);
    const findings: Finding[] = [];
    const unknown: UnknownVerdict[] = [];
    const report = (rule: SelectedRule, verdict: Verdict, asked?: KubeObject): void => {
        findings.push(...toFindings(rule, verdict, asked));
        unknown.push(...toUnknown(rule, verdict));
    };
    const concerned = rulesByType(selected);
    for (const object of objects) {
        for (const rule of concerned(object)) {
            report(rule, judgeObject(rule, object), object);
        }
    }
    const set = new SetView(objects);
    for (const rule of selected.filter((candidate) => candidate.rule.target === "set")) {
        report(rule, judgeSet(rule, set));
    }
    findings.sort(compareFindings);
    unknown.sort(compareUnknown);
    const files = new Set(resources.flatMap(({ file }) => file ?? []));
    const atLevel = (level: Finding["level"]) =>
        findings.filter((finding) => finding.level === level && finding.waived === null);
    return {
        findings,
        unknown,
        errors,
        summary: {
            files: files.size,
            objects: objects.length,
            mandatory: atLevel("mandatory").length,
            advisory: atLevel("advisory").length,
            waived: findings.filter(({ waived }) => waived !== null).length,
            unknown: unknown.length,
            errors: errors.length,
            notConfigured,
        },
    };
}

/** Which rules concern an object hangs on its type alone, so it is worked out once per type. */
function rulesByType(selected: readonly SelectedRule[]): (object: KubeObject) => readonly SelectedRule[] {
    const known = new Map<string, readonly SelectedRule[]>();
    return (object) => {
        const key = `${object.group}:${object.kind}`;
        const found = known.get(key) ?? selected.filter((rule) => concerns(rule, object));
        known.set(key, found);
        return found;
    };
}
