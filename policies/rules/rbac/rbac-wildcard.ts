import { inItems } from "../../items";
import { roleKinds } from "../../model/rbacRules";
import { defineRule } from "../../rule";
import { holds, violationIf } from "../../truth";

const fields = ["apiGroups", "resources", "verbs"];

export const rbacWildcard = defineRule({
    id: "rbac-wildcard",
    group: "rbac",
    target: "object",
    kinds: roleKinds,
    title: "Roles name what they allow",
    severity: "critical",
    since: "0.1.0",
    frameworks: [{ name: "CIS", section: "5.1.3" }],
    rivals: {
        checkov: ["CKV_K8S_49"],
        datree: ["CIS_INVALID_WILDCARD_ROLE", "CONTAINERS_INCORRECT_RESOURCES_VERBS_VALUE"],
        "kube-linter": ["wildcard-in-rules"],
        kubescape: ["C-0187"],
        kyverno: ["restrict-wildcard-resources", "restrict-wildcard-verbs"],
        trivy: ["KSV-0044", "KSV-0045", "KSV-0046", "KSV-0112"],
    },
    why: "a wildcard allows everything that there is and that will ever be there, secrets and escalation included",
    details: `Refuses \`*\` among \`apiGroups\`, \`resources\` (also \`*/scale\`: that subresource of everything) and \`verbs\` of a Role or
ClusterRole; \`pods/*\` too, which Kubernetes reads as nothing.

* The names of roles don't matter: polaris leaves out \`system:\` ones, but anybody may write one of that name.
* \`nonResourceURLs\` are not looked at.
* What a wildcard opens is told by the other rules of this group as well, each of what it is about.`,
    fix: "name the API groups, resources and verbs that are needed",
    *check(role) {
        yield* inItems(role.body.get("rules"), function* (rule) {
            for (const list of fields.map((field) => rule.get(field))) {
                yield* inItems(list, (item) => {
                    const isWild = holds(item, (known) => (known.string() ?? "").includes("*"));
                    return violationIf(isWild, item, `there is a wildcard among the ${list.label}`);
                });
            }
        });
    },
});
