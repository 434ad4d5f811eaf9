import { refusePermissions, roleKinds, type Permission } from "../../model/rbacRules";
import { defineRule } from "../../rule";

const permissions: readonly Permission[] = [
    { group: "", resources: ["secrets"], verbs: ["get", "list", "watch"], what: "read every Secret" },
];

export const rbacSecrets = defineRule({
    id: "rbac-secrets",
    group: "rbac",
    target: "object",
    kinds: roleKinds,
    title: "Roles don't read every Secret",
    severity: "high",
    since: "0.1.0",
    frameworks: [{ name: "CIS", section: "5.1.2" }, { name: "MITRE" }],
    rivals: {
        checkov: ["CKV2_K8S_5"],
        datree: ["CIS_INVALID_VERB_SECRETS"],
        "kube-linter": ["access-to-secrets"],
        kubescape: ["C-0015", "C-0186"],
        kyverno: ["restrict-secret-role-verbs"],
        trivy: ["KSV-0041", "KSV-0113"],
    },
    why: "whoever reads the Secrets of a namespace is every account that has its credentials there",
    details: `Refuses \`get\`, \`list\` and \`watch\` on \`secrets\`, by name or by wildcard, in a Role or ClusterRole. \`list\` and
\`watch\` give the contents as well.

* A rule with \`resourceNames\` opens only what it names, and passes. kube-linter reports the binding, here it is said once, at the role.
* Writing alone gives no contents, and passes.`,
    fix: "mount the Secret into the pod, or name the Secrets under resourceNames",
    *check(role) {
        yield* refusePermissions(role, permissions);
    },
});
