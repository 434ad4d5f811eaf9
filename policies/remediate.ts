import { judgeResource } from "./judge";
import { KubeObject } from "./model/kubeObject";
import type { ResourceView } from "./model/resourceView";
import type { Patch } from "./patch";
import type { SelectedRule } from "./selection";

/**
 * The changes after which a rule has nothing to say of a resource that it can mend; none where it can't. The rule is
 * only asked where its check found a violation.
 */
export function remediation(selected: SelectedRule, view: ResourceView): Patch[] {
    const { rule, context } = selected;
    if (
        rule.target === "set" ||
        rule.remediate === undefined ||
        judgeResource(selected, view).violations.length === 0
    ) {
        return [];
    }
    if (rule.target === "resource") {
        return [...rule.remediate(view, context)];
    }
    if (!(view instanceof KubeObject)) {
        return []; // arguments of a component are its team's to mend
    }
    if (rule.target === "object") {
        return [...rule.remediate(view, context)];
    }
    const patches: Patch[] = [];
    for (const pod of view.pods) {
        if (rule.target === "container") {
            const containers = pod.containers.filter(({ role }) => rule.roles.includes(role));
            patches.push(...containers.flatMap((container) => [...rule.remediate!(container, context)]));
        } else {
            patches.push(...rule.remediate(pod, context));
        }
    }
    return patches;
}
