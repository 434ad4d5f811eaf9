import { inContainers } from "../../containers";
import type { PodView } from "../../model/podView";
import type { Value } from "../../model/value";
import type { Outcome } from "../../outcome";
import { set } from "../../patch";
import { unlessUserNamespace } from "../../podSecurityChecks";
import { defineRule } from "../../rule";
import { holds, violationIf } from "../../truth";

export const pssProcMount = defineRule({
    id: "pss-proc-mount",
    group: "pod-security",
    target: "podSecurity",
    title: "Containers see the masked /proc",
    severity: "medium",
    since: "0.1.0",
    adapters: ["manifests", "pulumi"],
    frameworks: [
        { name: "PSS", section: "baseline" },
        { name: "PSS", section: "restricted" },
    ],
    rivals: {
        "gatekeeper-library": ["proc-mount"],
        "kube-linter": ["unsafe-proc-mount"],
        kubescape: ["C-0211"],
        kyverno: ["disallow-proc-mount"],
        polaris: ["procMount"],
        trivy: ["KSV-0027"],
    },
    why: "an unmasked /proc shows and changes the node's kernel",
    details: `Judges \`securityContext.procMount\` of every container as Kubernetes' own Pod Security admission does. Anything but
\`Default\` fails where it is set, the empty text too.

* At level baseline, from version 1.35 on, pods with \`hostUsers: false\` are exempt.
* At level restricted they are not: up to version 1.34 the baseline check holds there, which knows no exemption yet,
  from 1.35 on one of its own.`,
    fix: "remove securityContext.procMount, or set it to Default",
    waivable: true,
    laws: { anyContainer: true },
    checks: [
        {
            id: "procMount",
            level: "baseline",
            revisions: [
                { min: "1.0", check },
                { min: "1.35", check: (pod) => unlessUserNamespace(pod, check(pod)) },
            ],
        },
        {
            id: "procMount_restricted",
            level: "restricted",
            overrides: ["procMount"],
            revisions: [{ min: "1.35", check }],
        },
    ],
    *remediate(pod) {
        const mounts = pod.containers.map((container) => container.own("procMount"));
        yield* mounts.filter((value) => isUnmasked(value)).map((value) => set(value, "Default"));
    },
});

function isUnmasked(procMount: Value): boolean {
    return procMount.isSet && procMount.string() !== "Default";
}

function check(pod: PodView): Iterable<Outcome> {
    return inContainers(pod, (container) => {
        const procMount = container.own("procMount");
        return violationIf(holds(procMount, isUnmasked), procMount, "procMount is not Default");
    });
}
