import { inItems } from "../../items";
import type { KubeObject } from "../../model/kubeObject";
import { bindingKinds, hasOneOf } from "../../model/rbacRules";
import { namespaceOf } from "../../model/selectorIndex";
import type { SetView } from "../../model/setView";
import type { Value } from "../../model/value";
import { undecided, type Outcome } from "../../outcome";
import { defineRule } from "../../rule";
import { all, any, holds, violationIf, type Truth } from "../../truth";

/** ClusterRoles of every cluster that may do everything: in it, or in a namespace. */
const administrators = ["cluster-admin", "admin"];
const allVerbs = ["get", "list", "watch", "create", "update", "patch", "delete"];

export const rbacClusterAdmin = defineRule({
    id: "rbac-cluster-admin",
    group: "rbac",
    target: "set",
    title: "Nobody is bound to an administrator's role",
    severity: "critical",
    since: "0.1.0",
    frameworks: [{ name: "CIS", section: "5.1.1" }, { name: "CIS", section: "5.1.7" }, { name: "NSA" }],
    rivals: {
        datree: ["CIS_INVALID_ROLE_CLUSTER_ADMIN", "CIS_INVALID_VALUE_SYSTEM_MASTERS"],
        "kube-linter": ["cluster-admin-role-binding"],
        kubescape: ["C-0035", "C-0185", "C-0246", "C-0267", "C-0272"],
        kyverno: ["restrict-binding-clusteradmin", "restrict-binding-system-groups"],
        polaris: [
            "clusterrolebindingClusterAdmin",
            "rolebindingClusterAdminClusterRole",
            "rolebindingClusterAdminRole",
        ],
        trivy: ["KSV-0111", "KSV-0123"],
    },
    why: "whoever takes over such an account has the whole cluster or namespace, every secret included",
    details: `Looks at RoleBindings and ClusterRoleBindings. Refused are

* a \`roleRef\` to the ClusterRoles \`cluster-admin\` and \`admin\`;
* one to a Role or ClusterRole among the judged objects that allows everything: all API groups, all resources, and \`*\` or
  all of get, list, watch, create, update, patch and delete;
* the group \`system:masters\` as a subject: Kubernetes asks it no further, and no removed binding takes its power away.

Names of bindings don't matter; polaris leaves out those that begin with \`system:\`. Roles that aren't among the judged
objects are known by their names only.`,
    fix: "bind a Role that allows only what the account needs",
    *check(set) {
        for (const binding of bindingKinds.flatMap((kind) => set.ofKind(kind))) {
            const [kind, name] = ["kind", "name"].map((key) => binding.body.get("roleRef", key)) as [Value, Value];
            const isAdmin = all(
                holds(kind, (known) => known.string() === "ClusterRole"),
                holds(name, (known) => administrators.includes(known.string() ?? "")),
            );
            const power = any(isAdmin, allowsAll(set, binding, kind, name));
            yield* violationIf(power, name, "binds a role that may do everything");
            yield* inItems(binding.body.get("subjects"), masters);
        }
    },
});

function masters(subject: Value): Iterable<Outcome> {
    const name = subject.get("name");
    const isMasters = all(
        holds(subject.get("kind"), (kind) => kind.string() === "Group"),
        holds(name, (known) => known.string() === "system:masters"),
    );
    return violationIf(isMasters, name, "the group system:masters may do everything, whatever is bound");
}

/** Whether the role that is referred to is among the objects and allows everything. */
function allowsAll(set: SetView, binding: KubeObject, kind: Value, name: Value): Truth {
    const inNamespace = kind.string() === "Role";
    const namespace = inNamespace ? namespaceOf(binding) : undefined;
    const unknown = [kind, name, ...(inNamespace ? [binding.namespace] : [])].find(({ isUnknown }) => isUnknown);
    if (unknown !== undefined) {
        return undecided(unknown);
    }
    const [wanted, text] = [inNamespace ? "Role" : "ClusterRole", name.string() ?? ""];
    const perhaps = set.exists(wanted, namespace, text);
    const roles = set.named(wanted, namespace, text);
    return any(...roles.map((role) => anyRuleAllowsAll(role)), typeof perhaps === "boolean" ? false : perhaps);
}

function anyRuleAllowsAll(role: KubeObject): Truth {
    const rules = role.body.get("rules");
    const each = rules
        .items()
        .map((rule) =>
            all(
                hasOneOf(rule.get("apiGroups"), ["*"]),
                hasOneOf(rule.get("resources"), ["*"]),
                any(
                    hasOneOf(rule.get("verbs"), ["*"]),
                    all(...allVerbs.map((verb) => hasOneOf(rule.get("verbs"), [verb]))),
                ),
            ),
        );
    return any(
        ...each,
        holds(rules, () => false),
    );
}
