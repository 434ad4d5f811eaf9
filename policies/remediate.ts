import { concerns } from "./judge";
import type { KubeObject } from "./model/kubeObject";
import type { ResourceView } from "./model/resourceView";
import type { Patch } from "./patch";
import type { SelectedRule } from "./selection";

/** The changes after which a rule has nothing to say of a resource that it can mend; none where it can't. */
export function remediation({ rule, context }: SelectedRule, view: ResourceView): Patch[] {
    if (rule.target === "set" || rule.remediate === undefined || !concerns(rule, view)) {
        return [];
    }
    if (rule.target === "resource") {
        return [...rule.remediate(view, context)];
    }
    const object = view as KubeObject;
    if (rule.target === "object") {
        return [...rule.remediate(object, context)];
    }
    const patches: Patch[] = [];
    for (const pod of object.pods) {
        if (rule.target === "container") {
            const containers = pod.containers.filter(({ role }) => rule.roles.includes(role));
            patches.push(...containers.flatMap((container) => [...rule.remediate!(container, context)]));
        } else {
            patches.push(...rule.remediate(pod, context));
        }
    }
    return patches;
}
