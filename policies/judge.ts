import { containerOutcomes } from "./containers";
import { gatedTypes, isGated, weakenings } from "./goldenGate";
import { KubeObject } from "./model/kubeObject";
import type { ResourceView } from "./model/resourceView";
import type { SetView } from "./model/setView";
import { isViolation, type Outcome } from "./outcome";
import type { Rule } from "./rule";
import type { SelectedRule } from "./selection";
import type { Verdict } from "./verdict";

/** Asks a rule about a resource; never throws. */
export function judgeResource(selected: SelectedRule, view: ResourceView): Verdict {
    return collect((hear) => askAbout(selected, view, hear));
}

/** Asks a rule about the whole set; never throws. */
export function judgeSet(selected: SelectedRule, set: SetView): Verdict {
    return collect((hear) => askAboutSet(selected, set, hear));
}

/** True where a rule has anything to say about resources of this type, whatever stands in them. */
export function concerns(rule: Rule, view: ResourceView): boolean {
    return rule.target !== "set" && (looksAt(rule, view) || isGated(rule, view.type));
}

/** Whether the check of a rule is asked about resources of this type. */
function looksAt(rule: Rule, view: ResourceView): boolean {
    switch (rule.target) {
        case "set":
            return false;
        case "resource":
            return rule.types.some((type) => matchesType(type, view.type));
        case "object":
            return view instanceof KubeObject && view.isKind(...rule.kinds);
        case "podSecurity":
            return view instanceof KubeObject && view.mayMakePods;
        default:
            return view instanceof KubeObject && view.mayMakePods && view.isKind(...(rule.kinds ?? ["*"]));
    }
}

/** `pulumi:providers:*` names every type that begins so; without a star it's the type itself. */
function matchesType(selector: string, type: string): boolean {
    return selector.endsWith("*") ? type.startsWith(selector.slice(0, -1)) : selector === type;
}

/** Hears what a check says. Handed down, since nesting generators costs as much as most checks. */
type Hear = (outcomes: Iterable<Outcome>) => void;

function collect(ask: (hear: Hear) => void): Verdict {
    const verdict: Verdict = { violations: [], undecided: [] };
    try {
        ask((outcomes) => {
            for (const outcome of outcomes) {
                if (isViolation(outcome)) {
                    verdict.violations.push(outcome);
                } else {
                    verdict.undecided.push(outcome);
                }
            }
        });
    } catch (error) {
        verdict.crash = error instanceof Error ? error.name : "an exception"; // its message may hold a secret
    }
    return verdict;
}

function askAboutSet({ rule, context }: SelectedRule, set: SetView, hear: Hear): void {
    if (rule.target === "set") {
        hear(rule.check(set, context));
        for (const component of set.ofType(...gatedTypes)) {
            hear(weakenings(rule, context, component));
        }
    }
}

function askAbout({ rule, context, revisions }: SelectedRule, view: ResourceView, hear: Hear): void {
    if (isGated(rule, view.type)) {
        hear(weakenings(rule, context, view));
    }
    if (!looksAt(rule, view)) {
        return;
    }
    if (rule.target === "resource") {
        hear(rule.check(view, context));
        return;
    }
    const object = view as KubeObject;
    if (rule.target === "object") {
        hear(rule.check(object, context));
        return;
    }
    for (const pod of object.pods) {
        if (rule.target === "pod") {
            hear(rule.check(pod, context));
        } else if (rule.target === "podSecurity") {
            for (const revision of revisions) {
                hear(revision.check(pod));
            }
        } else if (rule.target === "container") {
            hear(containerOutcomes(pod, rule.roles, (container) => rule.check(container, context)));
        }
    }
}
