import { inContainers } from "../../containers";
import type { ContainerView } from "../../model/containerView";
import type { Outcome } from "../../outcome";
import { set } from "../../patch";
import { refuseTrue } from "../../podSecurityChecks";
import { defineRule } from "../../rule";

export const pssPrivileged = defineRule({
    id: "pss-privileged",
    group: "pod-security",
    target: "podSecurity",
    title: "No container is privileged",
    severity: "critical",
    since: "0.1.0",
    adapters: ["manifests", "pulumi"],
    frameworks: [
        { name: "PSS", section: "baseline" },
        { name: "CIS", section: "5.2.2" },
        { name: "NSA" },
        { name: "MITRE" },
    ],
    rivals: {
        checkov: ["CKV_K8S_16"],
        datree: ["CONTAINERS_INCORRECT_PRIVILEGED_VALUE_TRUE"],
        "gatekeeper-library": ["privileged-containers"],
        "kube-linter": ["privileged-container"],
        "kube-score": ["container-security-context-privileged"],
        kubescape: ["C-0057", "C-0068", "C-0193", "C-0213"],
        kyverno: ["disallow-privileged-containers"],
        polaris: ["runAsPrivileged"],
        trivy: ["KSV-0017"],
    },
    why: "a privileged container is root on the node, with all of its devices",
    details: `Judges \`securityContext.privileged\` of every container (init, main and ephemeral) as Kubernetes' own Pod Security
admission does at level baseline. Only \`true\` fails.`,
    fix: "remove securityContext.privileged, or set it to false",
    waivable: true,
    laws: { anyContainer: true },
    checks: [
        {
            id: "privileged",
            level: "baseline",
            revisions: [{ min: "1.0", check: (pod) => inContainers(pod, check) }],
        },
    ],
    *remediate(pod) {
        const privileged = pod.containers.map((container) => container.own("privileged"));
        yield* privileged.filter((value) => value.boolean() === true).map((value) => set(value, false));
    },
});

function check(container: ContainerView): Iterable<Outcome> {
    return refuseTrue(container.own("privileged"), "the container is privileged");
}
