import { mergeCoverage } from "./coverage";
import { toFindings, toUnknown } from "./findings";
import { concerns, isSilent, judgeResource, judgeSet, type Verdict } from "./judge";
import { KubeObject, toView } from "./model/kubeObject";
import type { ResourceView } from "./model/resourceView";
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
    const views = resources.filter(({ external }) => external !== true).map(toView);
    const read = resources.filter(({ external }) => external === true).map(toView);
    const findings: Finding[] = [];
    const unknown: UnknownVerdict[] = [];
    const report = (rule: SelectedRule, verdict: Verdict, asked?: ResourceView): void => {
        if (!isSilent(verdict)) {
            findings.push(...toFindings(rule, verdict, asked));
            unknown.push(...toUnknown(rule.rule.id, verdict));
        }
    };
    const concerned = rulesByType(selected);
    for (const view of views) {
        for (const rule of concerned(view)) {
            report(rule, judgeResource(rule, view), view);
        }
    }
    const set = new SetView(views, read);
    for (const rule of selected.filter((candidate) => candidate.rule.target === "set")) {
        report(rule, judgeSet(rule, set));
    }
    findings.sort(compareFindings);
    const gaps = mergeCoverage(unknown).sort(compareUnknown);
    const files = new Set(resources.flatMap(({ file }) => file ?? []));
    const atLevel = (level: Finding["level"]) =>
        findings.filter((finding) => finding.level === level && finding.waived === null);
    return {
        findings,
        unknown: gaps,
        errors,
        summary: {
            files: files.size,
            objects: views.filter(isObject).length,
            mandatory: atLevel("mandatory").length,
            advisory: atLevel("advisory").length,
            waived: findings.filter(({ waived }) => waived !== null).length,
            unknown: gaps.length,
            errors: errors.length,
            notConfigured,
        },
    };
}

/** What counts as an object: of Kubernetes or of a cloud, not the components and providers around them. */
function isObject(view: ResourceView): boolean {
    return view instanceof KubeObject || /^aws(-native)?:/.test(view.type);
}

/** Which rules concern a resource hangs on its type alone, so it is worked out once per type. */
function rulesByType(selected: readonly SelectedRule[]): (view: ResourceView) => readonly SelectedRule[] {
    const known = new Map<string, readonly SelectedRule[]>();
    return (view) => {
        const key = view instanceof KubeObject ? `${view.group}/${view.kind}` : view.type;
        const found = known.get(key) ?? selected.filter(({ rule }) => concerns(rule, view));
        known.set(key, found);
        return found;
    };
}
