import { inItems } from "../../items";
import { grantsOnConfigMap, roleKinds } from "../../model/rbacRules";
import { defineRule } from "../../rule";
import { violationIf } from "../../truth";

export const rbacAwsAuth = defineRule({
    id: "rbac-aws-auth",
    group: "rbac",
    target: "object",
    kinds: roleKinds,
    title: "Nobody rewrites who may enter an EKS cluster",
    severity: "critical",
    since: "0.1.0",
    frameworks: [{ name: "CIS-EKS" }],
    rivals: { trivy: ["KSV-0115"] },
    why: "the ConfigMap aws-auth says which AWS identities are administrators, and one line makes another",
    details: `Refuses \`create\`, \`update\`, \`patch\`, \`delete\` and \`deletecollection\` on the ConfigMap \`aws-auth\` of the namespace
\`kube-system\`: where a rule names it under \`resourceNames\`, and where a Role of that namespace opens all ConfigMaps. A
Role of another namespace can't reach it; one without a namespace may be applied to any, so it counts by the name.

A ClusterRole that opens all ConfigMaps is not reported: most are bound in other namespaces (leader election), and a
wildcard among its resources is the matter of [rbac-wildcard](rbac-wildcard.md). Access entries of EKS make the ConfigMap
unnecessary.`,
    fix: "remove the rule; use access entries of EKS",
    *check(role) {
        yield* inItems(role.body.get("rules"), (rule) =>
            violationIf(grantsOnConfigMap(role, rule, "aws-auth"), rule, "this rule allows to change aws-auth"),
        );
    },
});
