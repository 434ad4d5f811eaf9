import type { PodView } from "../../model/podView";
import type { Outcome } from "../../outcome";
import { onBothLevels, unlessUserNamespace } from "../../podSecurityChecks";
import { defineRule } from "../../rule";
import { holds, violationIf } from "../../truth";

export const pssRunAsUser = defineRule({
    id: "pss-run-as-user",
    group: "pod-security",
    target: "podSecurity",
    title: "No container runs as user 0",
    severity: "high",
    since: "0.1.0",
    adapters: ["manifests", "pulumi"],
    frameworks: [{ name: "PSS", section: "restricted" }],
    rivals: {
        checkov: ["CKV_K8S_23"],
        datree: ["CONTAINERS_INCORRECT_RUNASUSER_VALUE_LOWUID"],
        "gatekeeper-library": ["users"],
        "kube-linter": ["run-as-non-root"],
        "kube-score": ["container-security-context-user-group-id"],
        kubescape: ["C-0013"],
        kyverno: ["require-run-as-non-root-user"],
        polaris: ["runAsRootAllowed"],
        trivy: ["KSV-0105"],
    },
    why: "a process that is root in its container has root's reach on the node once it breaks out",
    details: `Judges \`runAsUser\` of the pod and of every container as Kubernetes' own Pod Security admission does at level restricted,
from version 1.23 on: \`0\` fails wherever it stands, also on a pod all of whose containers set another one. Unset passes:
[pss-run-as-non-root](pss-run-as-non-root.md) asks for more.

From version 1.35 on, pods with \`hostUsers: false\` are exempt: their root is nobody on the node.`,
    fix: "set runAsUser to a user above 0, or leave it out where the image names one",
    waivable: true,
    laws: { inherited: ["runAsUser"], anyContainer: true },
    checks: [
        {
            id: "runAsUser",
            level: "restricted",
            revisions: [
                { min: "1.23", check },
                { min: "1.35", check: (pod) => unlessUserNamespace(pod, check(pod)) },
            ],
        },
    ],
});

function check(pod: PodView): Iterable<Outcome> {
    return onBothLevels(pod, "runAsUser", (user) =>
        violationIf(
            holds(user, (value) => value.number() === 0),
            user,
            "the user is root",
        ),
    );
}
