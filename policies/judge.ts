import { containerOutcomes } from "./containers";
import { KubeObject } from "./model/kubeObject";
import type { ResourceView } from "./model/resourceView";
import type { SetView } from "./model/setView";
import { isViolation, type Outcome, type Undecided, type Violation } from "./outcome";
import type { Rule } from "./rule";
import type { SelectedRule } from "./selection";

/** What one rule says of one resource, or of a set. */
export interface Verdict {
    violations: Violation[];
    undecided: Undecided[];
    /** Name of the error class, where the rule threw instead of answering. */
    crash?: string;
}

/** True where a rule has nothing to say, as most have of most objects. */
export function isSilent({ violations, undecided, crash }: Verdict): boolean {
    return violations.length === 0 && undecided.length === 0 && crash === undefined;
}

/** Asks a rule about a resource; never throws. */
export function judgeResource(selected: SelectedRule, view: ResourceView): Verdict {
    return collect(() => outcomesOf(selected, view));
}

/** Asks a rule about the whole set; never throws. */
export function judgeSet({ rule, context }: SelectedRule, set: SetView): Verdict {
    return collect(() => (rule.target === "set" ? rule.check(set, context) : []));
}

/** True where a rule has anything to say about resources of this type, whatever stands in them. */
export function concerns(rule: Rule, view: ResourceView): boolean {
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

function* outcomesOf({ rule, context, revisions }: SelectedRule, view: ResourceView): Iterable<Outcome> {
    if (!concerns(rule, view)) {
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
