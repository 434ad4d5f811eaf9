import type { PodView } from "../../model/podView";
import type { Outcome } from "../../outcome";
import { remove } from "../../patch";
import { onBothLevels, refuseTrue, valuesOnBothLevels } from "../../podSecurityChecks";
import { defineRule } from "../../rule";

export const pssWindowsHostProcess = defineRule({
    id: "pss-windows-host-process",
    group: "pod-security",
    target: "podSecurity",
    title: "No Windows container is a process of the node",
    severity: "critical",
    since: "0.1.0",
    adapters: ["manifests", "pulumi"],
    frameworks: [
        { name: "PSS", section: "baseline" },
        { name: "CIS", section: "5.2.11" },
    ],
    rivals: {
        datree: ["EKS_INVALID_HOSTPROCESS_VALUE"],
        "gatekeeper-library": ["host-process"],
        kubescape: ["C-0202"],
        kyverno: ["disallow-host-process"],
        polaris: ["hostProcess"],
        trivy: ["KSV-0103"],
    },
    why: "a HostProcess container is a process of the node with its rights",
    details: `Judges \`securityContext.windowsOptions.hostProcess\` of the pod and of every container as Kubernetes' own Pod Security
admission does at level baseline. Only \`true\` fails.`,
    fix: "remove windowsOptions.hostProcess, or set it to false",
    waivable: true,
    laws: { inherited: ["windowsOptions"], anyContainer: true },
    checks: [
        {
            id: "windowsHostProcess",
            level: "baseline",
            revisions: [{ min: "1.0", check }],
        },
    ],
    *remediate(pod) {
        const processes = valuesOnBothLevels(pod, "windowsOptions").map((options) => options.get("hostProcess"));
        yield* processes.filter((value) => value.boolean() === true).map((value) => remove(value));
    },
});

function check(pod: PodView): Iterable<Outcome> {
    return onBothLevels(pod, "windowsOptions", (options) =>
        refuseTrue(options.get("hostProcess"), "the container is a process of the node"),
    );
}
