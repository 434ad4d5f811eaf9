import { remove } from "../../patch";
import { refuseWhere } from "../../checks";
import { defineRule } from "../../rule";

export const wlHostAliases = defineRule({
    id: "wl-host-aliases",
    group: "workload",
    severity: "low",
    since: "0.1.0",
    rivals: {
        trivy: ["KSV-0007"],
    },
    target: "pod",
    title: "Pods don't write their own hosts file",
    why: "names that only one pod resolves otherwise hide where its traffic goes",
    details: `\`hostAliases\` adds lines to the pod's \`/etc/hosts\`, past the cluster's DNS and past everybody who looks for a
name there. An ExternalName Service, or a record in DNS, says the same in the open. An empty list is none.`,
    fix: "remove hostAliases; make a DNS record or an ExternalName Service",
    check: (pod) => refuseWhere(pod.get("hostAliases"), (known) => known.items().length > 0, "the pod has hostAliases"),
    *remediate(pod) {
        const value = pod.get("hostAliases");
        if (value.items().length > 0) {
            yield remove(value);
        }
    },
});
