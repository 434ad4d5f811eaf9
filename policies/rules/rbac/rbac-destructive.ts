import { inItems } from "../../items";
import { grantsOnConfigMap, refusePermissions, roleKinds, type Permission } from "../../model/rbacRules";
import { defineRule } from "../../rule";
import { violationIf } from "../../truth";

const remove = ["delete", "deletecollection"];
const write = ["create", "update", "patch"];
const network = ["networkpolicies", "ingresses"];
const permissions: readonly Permission[] = [
    { group: "", resources: ["events"], verbs: remove, what: "delete events" },
    { group: "events.k8s.io", resources: ["events"], verbs: remove, what: "delete events" },
    { group: "", resources: ["pods/log"], verbs: remove, what: "delete logs" },
    { group: "networking.k8s.io", resources: network, verbs: remove, what: "delete network policies or ingresses" },
    { group: "", resources: ["endpoints"], verbs: write, what: "lead traffic elsewhere" },
    { group: "discovery.k8s.io", resources: ["endpointslices"], verbs: write, what: "lead traffic elsewhere" },
];

export const rbacDestructive = defineRule({
    id: "rbac-destructive",
    group: "rbac",
    target: "object",
    kinds: roleKinds,
    title: "Roles wipe no traces and redirect no traffic",
    severity: "medium",
    since: "0.1.0",
    frameworks: [{ name: "MITRE" }],
    rivals: {
        "gatekeeper-library": ["block-endpoint-edit-default-role"],
        kubescape: ["C-0007", "C-0031", "C-0037"],
        trivy: ["KSV-0042", "KSV-0049", "KSV-0056"],
    },
    why: "an intruder with these hides what happened, opens the network or answers in another's place",
    details: `Refuses, by name or by wildcard,

* deleting events and logs of pods;
* deleting NetworkPolicies and Ingresses;
* writing endpoints and endpointslices, which leads the traffic of a Service anywhere (CVE-2021-25740);
* changing the ConfigMap \`coredns\` of \`kube-system\`, where a rule names it or a Role of that namespace opens all
  ConfigMaps: it answers every look-up of a name. A Role of another namespace can't reach it.

A rule with \`resourceNames\` opens only what it names, and passes, but for coredns. Deleting workloads and their data is
not looked at: kubescape and trivy count that, and every write to ConfigMaps and Services, which most operators need.
gatekeeper looks at endpoints only.`,
    fix: "remove the verb or the resource, or name the objects under resourceNames",
    *check(role) {
        yield* refusePermissions(role, permissions);
        yield* inItems(role.body.get("rules"), (rule) => {
            const at = rule.get("resources");
            return violationIf(grantsOnConfigMap(role, rule, "coredns"), at, "this rule allows to change coredns");
        });
    },
});
