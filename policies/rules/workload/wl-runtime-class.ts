import { z } from "zod";
import { strictMap } from "../../../core/schema";
import { refuseWhere } from "../../checks";
import { defineRule } from "../../rule";

export const wlRuntimeClass = defineRule({
    id: "wl-runtime-class",
    group: "workload",
    severity: "low",
    since: "0.1.0",
    rivals: {
        kubescape: ["C-0297"],
    },
    target: "pod",
    optIn: true,
    title: "Pods name the runtime that isolates them",
    why: "code that isn't trusted shares the node's kernel with everybody else",
    details: `A finding for a pod without \`runtimeClassName\`, or with one that \`classes\` doesn't list.

Only in profile \`all\`: it is for clusters, or namespaces, in which code runs that somebody else wrote. Without \`classes\` any class
passes, since its name says nothing about what it isolates.`,
    fix: "name a RuntimeClass that isolates (gVisor, Kata Containers) in runtimeClassName",
    params: strictMap({
        classes: z.array(z.string().min(1)).optional().describe("Names of the classes that pass; without it any"),
    }),
    check: (pod, { params: { classes } }) =>
        refuseWhere(
            pod.get("runtimeClassName"),
            (known) =>
                known.isUnset || known.string() === ""
                    ? !pod.partial
                    : classes !== undefined && !classes.includes(known.string() ?? ""),
            "no runtime class that isolates is named",
        ),
});
