import { refuseWhere } from "../../checks";
import { inContainers } from "../../containers";
import type { Value } from "../../model/value";
import { undecided } from "../../outcome";
import { defineRule } from "../../rule";

export const wlRootGroup = defineRule({
    id: "wl-root-group",
    group: "workload",
    severity: "medium",
    since: "0.1.0",
    frameworks: [{ name: "CIS", section: "5.7.3" }],
    rivals: {
        "gatekeeper-library": ["fsgroup", "users"],
        "kube-linter": ["run-as-non-root"],
        kubescape: ["C-0211"],
        kyverno: ["require-non-root-groups"],
        trivy: ["KSV-0116"],
    },
    target: "pod",
    title: "No process belongs to group 0",
    why: "files of the image and of volumes are often open to group 0",
    details: `Judges \`runAsGroup\` of the pod and of each container, and the pod's \`supplementalGroups\` and \`fsGroup\`. Only 0 is a
finding: an absent \`runAsGroup\` means the group that the image names, which isn't seen here.

Images that are made for OpenShift expect group 0. Give such a pod a waiver, or its folders a group of their own.`,
    fix: "name a group other than 0",
    *check(pod) {
        const isZero = (value: Value): boolean => value.number() === 0;
        for (const field of ["runAsGroup", "fsGroup"]) {
            yield* refuseWhere(pod.security(field), isZero, `${field} is 0`);
        }
        const groups = pod.security("supplementalGroups");
        if (groups.isUnknown) {
            yield undecided(groups);
        }
        for (const group of groups.items()) {
            yield* refuseWhere(group, isZero, "a supplemental group is 0");
        }
        yield* inContainers(pod, (container) => refuseWhere(container.own("runAsGroup"), isZero, "runAsGroup is 0"));
    },
});
