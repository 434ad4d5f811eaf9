import { refuseTrue } from "../../podSecurityChecks";
import { set } from "../../patch";
import { defineRule } from "../../rule";

export const wlShareProcessNamespace = defineRule({
    id: "wl-share-process-namespace",
    group: "workload",
    severity: "medium",
    since: "0.1.0",
    target: "pod",
    title: "Containers don't share their processes",
    why: "each container can signal the others' processes and read their files through /proc",
    details: `\`shareProcessNamespace: true\` makes one process namespace for all containers of the pod. A debugger or a sidecar that
signals the main process may need it: give that pod a waiver. Only \`true\` is a finding.`,
    fix: "remove shareProcessNamespace",
    check: (pod) => refuseTrue(pod.get("shareProcessNamespace"), "the containers share one process namespace"),
    *remediate(pod) {
        const value = pod.get("shareProcessNamespace");
        if (value.boolean() === true) {
            yield set(value, false);
        }
    },
});
