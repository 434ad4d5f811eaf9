import { refuseWhere } from "../../checks";
import { undecided } from "../../outcome";
import { defineRule } from "../../rule";

export const wlDefaultServiceAccount = defineRule({
    id: "wl-default-service-account",
    group: "workload",
    severity: "medium",
    since: "0.1.0",
    frameworks: [{ name: "CIS", section: "5.1.5" }],
    rivals: {
        checkov: ["CKV_K8S_41", "CKV_K8S_42"],
        "kube-linter": ["default-service-account"],
        kubescape: ["C-0189", "C-0225"],
        kyverno: ["restrict-service-account"],
    },
    target: "pod",
    title: "Pods have a ServiceAccount of their own",
    why: "what is granted to the account default is granted to every pod of the namespace",
    details: `Judges \`serviceAccountName\`, and its old name \`serviceAccount\` where that alone is written. Absent, empty and
\`default\` all mean the account that every pod of the namespace gets.

Whether the pod mounts the account's token is another question: [wl-automount-token](wl-automount-token.md). An account of
one's own is asked for either way, since rights, pull secrets and cloud identities are given by account.`,
    fix: "make a ServiceAccount for the workload and name it in serviceAccountName",
    *check(pod) {
        const name = pod.get("serviceAccountName");
        const old = pod.get("serviceAccount");
        if (name.isUnset && old.isUnknown) {
            yield undecided(old);
            return;
        }
        const account = name.isUnset ? old : name;
        yield* refuseWhere(
            account.isUnset ? name : account,
            (known) => (known.isUnset ? !pod.partial : ["", "default"].includes(known.string() ?? "")),
            "the pod runs under the ServiceAccount default",
        );
    },
});
