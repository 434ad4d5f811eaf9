import { z } from "zod";
import { strictMap } from "../../../core/schema";
import { undecided, violation } from "../../outcome";
import { defineRule } from "../../rule";

export const relPriorityClass = defineRule({
    id: "rel-priority-class",
    group: "reliability",
    severity: "low",
    since: "0.1.0",
    rivals: {
        "kube-linter": ["priority-class-name"],
        kyverno: ["allowed-pod-priorities", "require-pod-priorityclassname"],
        polaris: ["priorityClassNotSet"],
    },
    target: "pod",
    optIn: true,
    title: "Pods have a priority class of the organisation",
    why: "under pressure the wrong pods are evicted, or one team's batch jobs push out everybody's services",
    details: `Only in profile \`all\`, and only where the parameter \`classes\` names the allowed priority classes. A pod without
\`priorityClassName\` is a finding: the cluster's default class could be anything. Patches that name none are not judged.`,
    fix: "set priorityClassName to one of the organisation's classes",
    params: strictMap({ classes: z.array(z.string().min(1)).min(1).describe("Names of the classes that may be used") }),
    *check(pod, { params }) {
        const name = pod.get("priorityClassName");
        if (name.isUnknown) {
            yield undecided(name);
        } else if (name.isUnset || name.string() === "") {
            yield* pod.partial ? [] : [violation(name, "no priority class")];
        } else if (!params.classes.includes(name.string() ?? "")) {
            yield violation(name, "the priority class is none of those allowed");
        }
    },
});
