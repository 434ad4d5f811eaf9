import type { KubeObject } from "./model/kubeObject";
import type { SetView } from "./model/setView";
import { isViolation, undecided, type Outcome, type Undecided, type Violation } from "./outcome";
import type { ContainerRule } from "./rule";
import type { SelectedRule } from "./selection";

/** What one rule says of one object, or of a set. */
export interface Verdict {
    violations: Violation[];
    undecided: Undecided[];
    /** Name of the error class, where the rule threw instead of answering. */
    crash?: string;
}

/** Asks a rule about an object; never throws. */
export function judgeObject(selected: SelectedRule, object: KubeObject): Verdict {
    return collect(() => objectOutcomes(selected, object));
}

/** Asks a rule about the whole set; never throws. */
export function judgeSet({ rule, context }: SelectedRule, set: SetView): Verdict {
    return collect(() => (rule.target === "set" ? rule.check(set, context) : []));
}

/** True where the rule has anything to say about such an object. */
export function concerns({ rule }: SelectedRule, object: KubeObject): boolean {
    switch (rule.target) {
        case "set":
            return false;
        case "object":
            return rule.kinds.includes(object.kind);
        case "pod":
            return object.pod !== undefined && (rule.kinds?.includes(object.kind) ?? true);
        default:
            return object.pod !== undefined;
    }
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

function* objectOutcomes(selected: SelectedRule, object: KubeObject): Iterable<Outcome> {
    const { rule, context, revisions } = selected;
    if (!concerns(selected, object)) {
        return;
    }
    if (rule.target === "object") {
        yield* rule.check(object, context);
        return;
    }
    const pod = object.pod!;
    if (rule.target === "pod" || rule.target === "podSecurity") {
        yield* pod.unknownLists.map((list) => undecided(list));
    }
    if (rule.target === "pod") {
        yield* rule.check(pod, context);
    } else if (rule.target === "podSecurity") {
        for (const revision of revisions) {
            yield* revision.check(pod);
        }
    } else if (rule.target === "container") {
        yield* containerOutcomes(rule, object, selected);
    }
}

function* containerOutcomes(rule: ContainerRule, object: KubeObject, { context }: SelectedRule): Iterable<Outcome> {
    const pod = object.pod!;
    const lists = {
        main: "containers",
        init: "initContainers",
        sidecar: "initContainers",
        ephemeral: "ephemeralContainers",
    };
    const wanted = new Set(rule.roles.map((role) => lists[role]));
    yield* pod.unknownLists.filter((list) => wanted.has(list.label)).map((list) => undecided(list));
    for (const container of pod.containers) {
        const { roleUnknown, role, name } = container;
        const roleMatters = roleUnknown !== undefined && rule.roles.includes("init") !== rule.roles.includes("sidecar");
        if (!rule.roles.includes(role) && !roleMatters) {
            continue;
        }
        for (const outcome of rule.check(container, context)) {
            if (roleMatters) {
                yield undecided(roleUnknown, name);
            } else if (isViolation(outcome)) {
                yield { container: name, ...outcome };
            } else {
                yield outcome;
            }
        }
    }
}
