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
    return collect(() => outcomesOf(selected, view));
}

/** Asks a rule about the whole set; never throws. */
export function judgeSet(selected: SelectedRule, set: SetView): Verdict {
    return collect(() => outcomesOfSet(selected, set));
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

function collect(ask: () => Iterable<Outcome>): Verdict {
    const verdict: Verdict = { violations: [], undecided: [] };
    try {
        for (const outcome of ask()) {
            if (isViolation(outcome)) {
                verdict.violations.push(outcome);
            } else {
                verdict.undecided.push(outcome);
            }
        }
    } catch (error) {
        verdict.crash = error instanceof Error ? error.name : "an exception"; // its message may hold a secret
    }
    return verdict;
}

function* outcomesOfSet({ rule, context }: SelectedRule, set: SetView): Iterable<Outcome> {
    if (rule.target === "set") {
        yield* rule.check(set, context);
        for (const component of set.ofType(...gatedTypes)) {
            yield* weakenings(rule, context, component);
        }
    }
}

function* outcomesOf({ rule, context, revisions }: SelectedRule, view: ResourceView): Iterable<Outcome> {
    yield* weakenings(rule, context, view);
    if (!looksAt(rule, view)) {
        return;
    }
    if (rule.target === "resource") {
        yield* rule.check(view, context);
        return;
    }
    const object = view as KubeObject;
    if (rule.target === "object") {
        yield* rule.check(object, context);
        return;
    }
    for (const pod of object.pods) {
        if (rule.target === "pod") {
            yield* rule.check(pod, context);
        } else if (rule.target === "podSecurity") {
            for (const revision of revisions) {
                yield* revision.check(pod);
            }
        } else if (rule.target === "container") {
            yield* containerOutcomes(pod, rule.roles, (container) => rule.check(container, context));
        }
    }
}
