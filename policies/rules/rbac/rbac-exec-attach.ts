import { refusePermissions, roleKinds, type Permission } from "../../model/rbacRules";
import { defineRule } from "../../rule";

const stream = ["get", "create"];
const permissions: readonly Permission[] = [
    { group: "", resources: ["pods/exec"], verbs: stream, what: "run commands in pods" },
    { group: "", resources: ["pods/attach"], verbs: stream, what: "attach to pods" },
    { group: "", resources: ["pods/portforward"], verbs: stream, what: "reach ports of pods" },
    { group: "", resources: ["pods/ephemeralcontainers"], verbs: ["update", "patch"], what: "add containers to pods" },
];

export const rbacExecAttach = defineRule({
    id: "rbac-exec-attach",
    group: "rbac",
    target: "object",
    kinds: roleKinds,
    title: "Roles open no way into running pods",
    severity: "high",
    since: "0.1.0",
    frameworks: [{ name: "NSA" }, { name: "MITRE" }],
    rivals: {
        checkov: ["CKV2_K8S_2"],
        kubescape: ["C-0002", "C-0063"],
        kyverno: ["block-pod-exec-*"],
        polaris: [
            "clusterrolePodExecAttach",
            "clusterrolebindingPodExecAttach",
            "rolePodExecAttach",
            "rolebindingClusterRolePodExecAttach",
            "rolebindingRolePodExecAttach",
        ],
        trivy: ["KSV-0053", "KSV-0054"],
    },
    why: "a shell in a pod has its credentials and its place in the network, and leaves no trace in the manifests",
    details: `Refuses what leads into a pod: \`get\` and \`create\` (one for each protocol) on \`pods/exec\`, \`pods/attach\` and
\`pods/portforward\`, and \`update\` and \`patch\` on \`pods/ephemeralcontainers\`, by name or by wildcard.

* A rule with \`resourceNames\` opens only what it names, and passes.
* Said once, at the Role or ClusterRole; polaris says it at each binding again. Names don't matter: polaris leaves out
  those that begin with \`system:\`.`,
    fix: "remove the subresource; give access for a limited time, through a role that is bound only then",
    *check(role) {
        yield* refusePermissions(role, permissions);
    },
});
