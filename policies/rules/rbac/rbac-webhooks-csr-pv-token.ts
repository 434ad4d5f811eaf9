import { refusePermissions, roleKinds, type Permission } from "../../model/rbacRules";
import { defineRule } from "../../rule";

const write = ["create", "update", "patch"];
const hooks = [
    "mutatingadmissionpolicies",
    "mutatingwebhookconfigurations",
    "validatingadmissionpolicies",
    "validatingwebhookconfigurations",
];
const certificates = "certificates.k8s.io";
const permissions: readonly Permission[] = [
    { group: "admissionregistration.k8s.io", resources: hooks, verbs: write, what: "hook into admission" },
    {
        group: certificates,
        resources: ["certificatesigningrequests/approval"],
        verbs: ["update", "patch"],
        what: "approve certificates",
    },
    { group: certificates, resources: ["signers"], verbs: ["approve"], what: "sign certificates" },
    { group: "", resources: ["persistentvolumes"], verbs: ["create"], what: "make volumes of nodes", evenNamed: true },
    { group: "", resources: ["serviceaccounts/token"], verbs: ["create"], what: "make tokens of any account" },
];

export const rbacWebhooksCsrPvToken = defineRule({
    id: "rbac-webhooks-csr-pv-token",
    group: "rbac",
    target: "object",
    kinds: roleKinds,
    title: "Roles don't make themselves credentials or hooks",
    severity: "high",
    since: "0.1.0",
    frameworks: [
        { name: "CIS", section: "5.1.9" },
        { name: "CIS", section: "5.1.11" },
        { name: "CIS", section: "5.1.12" },
        { name: "CIS", section: "5.1.13" },
    ],
    rivals: {
        checkov: ["CKV_K8S_155", "CKV_K8S_156"],
        kubescape: ["C-0278", "C-0280", "C-0281", "C-0282"],
        kyverno: ["restrict-clusterrole-csr", "restrict-clusterrole-mutating-validating-admission-webhooks"],
        trivy: ["KSV-0114"],
    },
    why: "each of these is a quiet way to more power than the role seems to give",
    details: `Refuses, by name or by wildcard,

* \`create\`, \`update\` and \`patch\` on admission webhooks and policies: they read and change whatever is written
  (CIS 5.1.12);
* approving certificates: \`update\` and \`patch\` on \`certificatesigningrequests/approval\`, \`approve\` on \`signers\`
  (CIS 5.1.11);
* \`create\` on \`persistentvolumes\`: they mount folders of the node (CIS 5.1.9);
* \`create\` on \`serviceaccounts/token\`: it makes one into any account (CIS 5.1.13).

A rule with \`resourceNames\` opens only what it names, and passes (a token is made of an account that the request names),
but for volumes: the folder that they mount is what counts, not their name.`,
    fix: "leave this to the platform's own roles, or name the objects under resourceNames",
    *check(role) {
        yield* refusePermissions(role, permissions);
    },
});
