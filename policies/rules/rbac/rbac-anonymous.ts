import { z } from "zod";
import { strictMap } from "../../../core/schema";
import { inItems } from "../../items";
import { bindingKinds } from "../../model/rbacRules";
import { defineRule } from "../../rule";
import { all, any, holds, not, onlyIf, violationIf } from "../../truth";

const everybody = ["system:anonymous", "system:authenticated", "system:serviceaccounts", "system:unauthenticated"];
/** Roles of the control plane that it binds to everybody itself. */
const meantForAll = [
    "system:basic-user",
    "system:discovery",
    "system:public-info-viewer",
    "system:service-account-issuer-discovery",
];

export const rbacAnonymous = defineRule({
    id: "rbac-anonymous",
    group: "rbac",
    target: "object",
    kinds: bindingKinds,
    title: "No role is bound to everybody",
    severity: "critical",
    since: "0.1.0",
    frameworks: [{ name: "CIS", section: "5.1.1" }],
    rivals: {
        "gatekeeper-library": ["disallowanonymous"],
        kubescape: ["C-0262", "C-0265"],
        kyverno: ["restrict-binding-system-groups"],
        trivy: ["KSV-01011", "KSV-0122"],
    },
    why: "whoever reaches the API server, or any pod of the cluster, has what the role allows",
    details: `Refuses as subjects of a RoleBinding or ClusterRoleBinding the user \`system:anonymous\` and the groups
\`system:unauthenticated\`, \`system:authenticated\` and \`system:serviceaccounts\`.

* The ServiceAccounts of one namespace (\`system:serviceaccounts:shop\`) are not everybody, and pass.
* The roles that the control plane binds so itself (discovery, basic user, public info, issuer discovery) are left out.
  \`allowed\` names further roles that may be bound to everybody.`,
    fix: "bind the users, groups or ServiceAccounts that need the role",
    params: strictMap({
        allowed: z.array(z.string()).default([]).describe("Names of roles that may be bound to everybody"),
    }),
    *check(binding, { params }) {
        const role = binding.body.get("roleRef");
        const ownedByCluster = all(
            holds(role.get("kind"), (kind) => kind.string() === "ClusterRole"),
            holds(role.get("name"), (name) => meantForAll.includes(name.string() ?? "")),
        );
        const allowed = holds(role.get("name"), (name) => params.allowed.includes(name.string() ?? ""));
        const found = inItems(binding.body.get("subjects"), (subject) => {
            const name = subject.get("name");
            const isEverybody = all(
                holds(subject.get("kind"), (kind) => ["User", "Group"].includes(kind.string() ?? "")),
                holds(name, (known) => everybody.includes(known.string() ?? "")),
            );
            return violationIf(isEverybody, name, "binds a role to everybody");
        });
        yield* onlyIf(not(any(ownedByCluster, allowed)), found);
    },
});
