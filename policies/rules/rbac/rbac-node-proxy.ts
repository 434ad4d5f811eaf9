import { refusePermissions, type Permission } from "../../model/rbacRules";
import { defineRule } from "../../rule";

const verbs = ["get", "list", "watch", "create", "update", "patch", "delete", "deletecollection"];
const permissions: readonly Permission[] = [
    { group: "", resources: ["nodes/proxy"], verbs, what: "reach the kubelet of every node" },
];

export const rbacNodeProxy = defineRule({
    id: "rbac-node-proxy",
    group: "rbac",
    target: "object",
    kinds: ["ClusterRole"],
    title: "Roles don't reach the kubelet",
    severity: "high",
    since: "0.1.0",
    frameworks: [{ name: "CIS", section: "5.1.10" }],
    rivals: {
        checkov: ["CKV2_K8S_2"],
        kubescape: ["C-0279"],
        kyverno: ["restrict-clusterrole-nodesproxy"],
        trivy: ["KSV-0047"],
    },
    why: "the kubelet runs commands in every pod of the node, past admission and the audit log",
    details: `Refuses every verb on \`nodes/proxy\`, by name or by wildcard, in a ClusterRole; nodes belong to no namespace, so that a
Role can't open them. \`get\` is enough to run commands.

* A rule with \`resourceNames\` opens only what it names, and passes. Metrics have subresources of their own, \`nodes/metrics\` and \`nodes/stats\`.`,
    fix: "use nodes/metrics or nodes/stats instead of nodes/proxy",
    *check(role) {
        yield* refusePermissions(role, permissions);
    },
});
