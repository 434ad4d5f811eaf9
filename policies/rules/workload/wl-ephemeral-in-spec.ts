import { refuseWhere } from "../../checks";
import { remove } from "../../patch";
import { defineRule } from "../../rule";

export const wlEphemeralInSpec = defineRule({
    id: "wl-ephemeral-in-spec",
    group: "workload",
    severity: "medium",
    since: "0.1.0",
    rivals: {
        kyverno: ["block-ephemeral-containers"],
    },
    target: "pod",
    title: "No debugging container is declared",
    why: "it belongs to one look at one pod, not to what runs every day",
    details: `\`ephemeralContainers\` come into a running pod through a request of their own (\`kubectl debug\`). The API server refuses them
in a pod that is created, and ignores them in most templates: who writes them down gets something else than he means.`,
    fix: "remove ephemeralContainers",
    check: (pod) =>
        refuseWhere(
            pod.get("ephemeralContainers"),
            (known) => known.items().length > 0,
            "the pod declares ephemeralContainers",
        ),
    *remediate(pod) {
        const value = pod.get("ephemeralContainers");
        if (value.items().length > 0) {
            yield remove(value);
        }
    },
});
