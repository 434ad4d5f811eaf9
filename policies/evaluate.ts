import { mergeCoverage } from "./coverage";
import { toFindings, toUnknown } from "./findings";
import { gatedTypes, GoldenGate } from "./goldenGate";
import { concerns, judgeResource, judgeSet } from "./judge";
import { KubeObject, toView } from "./model/kubeObject";
import type { ResourceView } from "./model/resourceView";
import { SetView } from "./model/setView";
import type { PolicyOptions } from "./options";
import { compareUnknown } from "./order";
import { withFindings } from "./recount";
import type { PolicyReport } from "./report";
import type { PolicyResource } from "./resource";
import type { Rule } from "./rule";
import { rules as builtIn } from "./rules";
import { selectRules, type SelectedRule } from "./selection";
import { isSilent, type Verdict } from "./verdict";

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
    const gate = new GoldenGate();
    const judged: Judged[] = [];
    const hear = (selected: SelectedRule, said: Verdict, asked?: ResourceView): void => {
        const verdict = isSilent(said) ? said : gate.pass(selected.rule, said, asked);
        if (!isSilent(verdict)) {
            judged.push({ selected, verdict, asked });
        }
    };
    const concerned = rulesByType(selected);
    for (const view of componentsFirst(views)) {
        for (const rule of concerned(view)) {
            hear(rule, judgeResource(rule, view), view);
        }
    }
    const set = new SetView(views, read);
    for (const rule of selected.filter((candidate) => candidate.rule.target === "set")) {
        hear(rule, judgeSet(rule, set));
    }
    const findings = judged.flatMap(({ selected: rule, verdict, asked }) =>
        toFindings(rule, gate.withFolded(rule.rule, verdict), asked),
    );
    const unknown = judged.flatMap(({ selected: rule, verdict }) => toUnknown(rule, verdict));
    const gaps = mergeCoverage(unknown).sort(compareUnknown);
    const files = new Set(resources.flatMap(({ file }) => file ?? []));
    const summary = {
        files: files.size,
        objects: views.filter(isObject).length,
        ...{ mandatory: 0, advisory: 0, waived: 0 },
        unknown: gaps.length,
        unknownMandatory: gaps.filter(({ level }) => level === "mandatory").length,
        errors: errors.length,
        notConfigured: notConfigured.filter((id) => isMissed(rules, id, options, views)),
    };
    return withFindings({ findings: [], unknown: gaps, errors, summary }, findings);
}

/** Whether anything here would have been asked about: a stack without AWS misses no rule about AWS. */
function isMissed(rules: readonly Rule[], id: string, options: PolicyOptions, views: readonly ResourceView[]): boolean {
    const rule = rules.find((one) => one.id === id);
    const isNamed = options.rules?.includes(id) === true;
    return isNamed || rule?.target === "set" || views.some((view) => rule !== undefined && concerns(rule, view));
}

interface Judged {
    selected: SelectedRule;
    verdict: Verdict;
    asked: ResourceView | undefined;
}

/** What is found on children folds into what is found on the component around them. */
function componentsFirst(views: readonly ResourceView[]): ResourceView[] {
    const isComponent = ({ type }: ResourceView): boolean => gatedTypes.includes(type);
    return [...views.filter(isComponent), ...views.filter((view) => !isComponent(view))];
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
