import { inItems } from "../../items";
import { grants, hasOneOf, isLimited, roleKinds, type Permission } from "../../model/rbacRules";
import type { Value } from "../../model/value";
import type { Outcome } from "../../outcome";
import { defineRule } from "../../rule";
import { all, any, holds, not, violationIf, type Truth } from "../../truth";

const rbac = "rbac.authorization.k8s.io";
/** Names that give everything away although a rule is limited to them. */
const powerful = ["cluster-admin", "admin", "system:masters"];
const permissions: readonly Permission[] = [
    { group: rbac, resources: ["roles", "clusterroles"], verbs: ["bind"], what: "bind" },
    { group: rbac, resources: ["roles", "clusterroles"], verbs: ["escalate"], what: "escalate" },
    { group: "", resources: ["users", "groups", "serviceaccounts"], verbs: ["impersonate"], what: "impersonate" },
    { group: "authentication.k8s.io", resources: ["uids", "userextras"], verbs: ["impersonate"], what: "impersonate" },
];

export const rbacEscalate = defineRule({
    id: "rbac-escalate",
    group: "rbac",
    target: "object",
    kinds: roleKinds,
    title: "Roles don't give more than they have",
    severity: "critical",
    since: "0.1.0",
    frameworks: [{ name: "CIS", section: "5.1.8" }],
    rivals: {
        checkov: ["CKV2_K8S_1", "CKV2_K8S_3", "CKV_K8S_157", "CKV_K8S_158"],
        datree: ["CIS_INVALID_VALUE_BIND_IMPERSONATE_ESCALATE"],
        kubescape: ["C-0065", "C-0191"],
        kyverno: ["restrict-escalation-verbs-roles"],
        trivy: ["KSV-0043", "KSV-0050", "KSV-0051", "KSV-0052", "KSV-0055"],
    },
    why: "with one of these verbs an account makes itself an administrator",
    details: `Refuses the verbs \`bind\` and \`escalate\` on roles and clusterroles, and \`impersonate\` on users, groups, serviceaccounts
and what else tells who somebody is (\`uids\`, \`userextras/…\`), by name or by wildcard.

* A rule with \`resourceNames\` opens only what it names, and passes, unless \`cluster-admin\`, \`admin\` or \`system:masters\` is
  among the names.
* Creating and changing roles and bindings without these verbs is no escalation: Kubernetes lets nobody give what he
  doesn't have. trivy refuses that as well.
* Who is bound to the role doesn't matter here; checkov looks at bindings too.`,
    fix: "remove bind, escalate and impersonate, or name what they are for under resourceNames",
    *check(role) {
        yield* inItems(role.body.get("rules"), escalates);
    },
});

function escalates(rule: Value): Iterable<Outcome> {
    const limited = all(isLimited(rule), not(hasOneOf(rule.get("resourceNames"), powerful)));
    const granted = any(...permissions.map((permission) => grants(rule, permission)), impersonatesExtras(rule));
    return violationIf(all(granted, not(limited)), rule, "this rule allows to bind, escalate or impersonate");
}

/** Each key of what else is told of a user is a subresource of its own: `userextras/scopes`. */
function impersonatesExtras(rule: Value): Truth {
    const resources = rule.get("resources");
    const isExtra = (resource: Value): Truth =>
        holds(resource, (known) => known.string()?.startsWith("userextras/") === true);
    return all(
        hasOneOf(rule.get("apiGroups"), ["authentication.k8s.io", "*"]),
        any(...resources.items().map(isExtra)),
        hasOneOf(rule.get("verbs"), ["impersonate", "*"]),
    );
}
