import type { Place } from "../core/problem";
import { componentFix } from "./componentFix";
import { coverageRuleId, isWhollyUnknown } from "./coverage";
import { ruleErrorId } from "./engineRules";
import { fingerprint } from "./fingerprint";
import type { ValueOwner } from "./model/value";
import type { ObjectReference } from "./objectReference";
import type { Violation } from "./outcome";
import type { Finding, UnknownVerdict } from "./report";
import type { Rule } from "./rule";
import type { SelectedRule } from "./selection";
import type { Verdict } from "./verdict";

/** The findings of a verdict, each for the object that its value stands in; `asked` is absent for a whole set. */
export function toFindings(selected: SelectedRule, verdict: Verdict, asked?: ValueOwner): Finding[] {
    const findings = oncePerPlace(verdict.violations).map((violation) => violationFinding(selected, violation));
    return verdict.crash === undefined ? findings : [...findings, ruleError(selected.rule, verdict.crash, asked)];
}

/** The first violation at each path of an object and container: templates of one object may share what they break. */
function oncePerPlace(violations: readonly Violation[]): readonly Violation[] {
    if (violations.length < 2) {
        return violations;
    }
    const seen = new Map<ValueOwner, Set<string>>();
    return violations.filter(({ at, container }) => {
        const places = seen.get(at.owner) ?? new Set();
        const place = `${container ?? ""}\n${at.path}`;
        const isNew = !places.has(place);
        seen.set(at.owner, places.add(place));
        return isNew;
    });
}

/**
 * What a rule could not see, at most once per object, and where that comes from. What is missing because a whole
 * subtree of the object isn't known yet stands under the rule `plat-unknown-coverage`, for it concerns all rules.
 */
export function toUnknown({ rule: { id: rule }, level }: SelectedRule, verdict: Verdict): UnknownVerdict[] {
    const byObject = new Map<ValueOwner, Map<string, { paths: Set<string>; source: Set<string>; place: Place }>>();
    for (const { undecided } of verdict.undecided) {
        const { owner } = undecided;
        const path = undecided.unknownPath ?? undecided.path;
        const id = isWhollyUnknown(owner, path) ? coverageRuleId : rule;
        const entries = byObject.get(owner) ?? (new Map() as NonNullable<ReturnType<typeof byObject.get>>);
        const place = owner.resource.place?.(undecided.steps) ?? {};
        const entry = entries.get(id) ?? { paths: new Set(), source: new Set(), place };
        byObject.set(owner, entries.set(id, entry));
        entry.paths.add(path);
        const dependencies = owner.resource.propertyDependencies?.[String(undecided.steps[0])] ?? [];
        dependencies.forEach((urn) => entry.source.add(urn));
    }
    return [...byObject].flatMap(([owner, entries]) =>
        [...entries].map(([id, { paths, source, place }]) => ({
            rule: id,
            level: owner.guessed ? ("advisory" as const) : level,
            object: owner.reference(),
            paths: [...paths].sort(),
            source: [...source].sort(),
            file: place.file ?? owner.resource.file ?? null,
            line: place.line ?? null,
        })),
    );
}

function violationFinding({ rule, level }: SelectedRule, violation: Violation): Finding {
    const { at, message } = violation;
    const { resource } = at.owner;
    const object = at.owner.reference();
    const container = violation.container ?? null;
    const inManifest = violation.fix ?? rule.fix;
    const inComponent = componentFix(rule, resource);
    const place: Place = resource.place?.(at.steps) ?? {};
    return {
        rule: rule.id,
        severity: rule.severity,
        level: at.owner.guessed ? "advisory" : level,
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
