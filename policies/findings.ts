import type { Place } from "../core/problem";
import { componentFix } from "./componentFixes";
import { fingerprint } from "./fingerprint";
import type { Verdict } from "./judge";
import type { ValueOwner } from "./model/value";
import type { ObjectReference } from "./objectReference";
import type { Violation } from "./outcome";
import type { Finding, UnknownVerdict } from "./report";
import type { Rule } from "./rule";
import type { SelectedRule } from "./selection";

/** The id of findings about rules that broke. */
export const ruleErrorId = "rule-error";

/** The findings of a verdict, each for the object that its value stands in; `asked` is absent for a whole set. */
export function toFindings(selected: SelectedRule, verdict: Verdict, asked?: ValueOwner): Finding[] {
    const findings = verdict.violations.map((violation) => violationFinding(selected, violation));
    return verdict.crash === undefined ? findings : [...findings, ruleError(selected.rule, verdict.crash, asked)];
}

/** At most one per object: what the rule could not see, and where that comes from. */
export function toUnknown(selected: SelectedRule, verdict: Verdict): UnknownVerdict[] {
    const byObject = new Map<ValueOwner, { paths: Set<string>; source: Set<string> }>();
    for (const { undecided } of verdict.undecided) {
        const object = undecided.owner;
        const entry = byObject.get(object) ?? { paths: new Set(), source: new Set() };
        byObject.set(object, entry);
        entry.paths.add(undecided.unknownPath ?? undecided.path);
        const dependencies = object.resource.propertyDependencies?.[String(undecided.steps[0])] ?? [];
        dependencies.forEach((urn) => entry.source.add(urn));
    }
    return [...byObject].map(([object, { paths, source }]) => ({
        rule: selected.rule.id,
        object: object.reference(),
        paths: [...paths].sort(),
        source: [...source].sort(),
    }));
}

function violationFinding({ rule, level }: SelectedRule, violation: Violation): Finding {
    const { at, message } = violation;
    const { resource } = at.owner;
    const object = at.owner.reference();
    const container = violation.container ?? null;
    const inManifest = violation.fix ?? rule.fix;
    const inComponent = componentFix(rule.id, resource);
    const place: Place = resource.place?.(at.steps) ?? {};
    return {
        rule: rule.id,
        severity: rule.severity,
        level,
        object,
        container,
        path: at.path,
        file: place.file ?? resource.file ?? null,
        line: place.line ?? null,
        column: place.column ?? null,
        message,
        fix: inComponent === undefined ? inManifest : `${inComponent}; in a manifest: ${inManifest}`,
        fingerprint: fingerprint(rule.id, object, container, at.path),
        waived: null,
    };
}

/** A rule that broke: mandatory where the rule is critical, so that a defect can't open the gate. */
function ruleError(rule: Rule, crash: string, asked: ValueOwner | undefined): Finding {
    const object = asked?.reference() ?? wholeSet;
    const place: Place = asked?.resource.place?.([]) ?? {};
    return {
        rule: ruleErrorId,
        severity: rule.severity,
        level: rule.severity === "critical" ? "mandatory" : "advisory",
        object,
        container: null,
        path: "",
        file: place.file ?? asked?.resource.file ?? null,
        line: place.line ?? null,
        column: place.column ?? null,
        message: `the rule ${rule.id} broke (${crash}) and gave no answer`,
        fix: `report this as a defect of waymark together with the object; until then skip the rule ${rule.id}`,
        fingerprint: fingerprint(`${ruleErrorId}/${rule.id}`, object, null, ""),
        waived: null,
    };
}

const wholeSet: ObjectReference = {
    apiVersion: null,
    kind: null,
    namespace: null,
    name: "all objects",
    type: "",
    urn: null,
};
