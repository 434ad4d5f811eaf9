import { inContainers } from "../../containers";
import type { PodView } from "../../model/podView";
import type { Outcome } from "../../outcome";
import { set } from "../../patch";
import { isBadProfile, refuseProfile, unlessWindows, valuesOnBothLevels } from "../../podSecurityChecks";
import { defineRule } from "../../rule";
import { holds, violationIf } from "../../truth";

export const pssSeccompRestricted = defineRule({
    id: "pss-seccomp-restricted",
    group: "pod-security",
    target: "podSecurity",
    title: "Every container has a filter for system calls",
    severity: "medium",
    since: "0.1.0",
    adapters: ["manifests", "pulumi"],
    frameworks: [{ name: "PSS", section: "restricted" }, { name: "CIS", section: "5.7.2" }, { name: "NSA" }],
    rivals: {
        checkov: ["CKV_K8S_31"],
        datree: ["CONTAINERS_INCORRECT_SECCOMP_PROFILE"],
        "gatekeeper-library": ["seccompv2"],
        "kube-score": ["container-seccomp-profile"],
        kubescape: ["C-0210"],
        kyverno: ["restrict-seccomp-strict"],
        polaris: ["linuxHardening (partial)"],
        trivy: ["KSV-0030"],
    },
    why: "without a filter every flaw of the kernel is within reach",
    details: `Judges \`securityContext.seccompProfile\` as Kubernetes' own Pod Security admission does at level restricted, from version
1.19 on: every container needs \`RuntimeDefault\` or \`Localhost\`, from itself or from the pod.

* A type that is not allowed fails on the pod even where every container has its own.
* From version 1.25 on, Windows pods (\`spec.os.name: windows\`) are exempt.
* In a patch (server-side apply) what is absent may be set elsewhere, so only what is set and not allowed fails.`,
    fix: "set spec.securityContext.seccompProfile.type: RuntimeDefault for the pod",
    waivable: true,
    laws: { inherited: ["seccompProfile"], anyContainer: true },
    checks: [
        {
            id: "seccompProfile_restricted",
            level: "restricted",
            overrides: ["seccompProfile_baseline"],
            revisions: [
                { min: "1.19", check },
                { min: "1.25", check: (pod) => unlessWindows(pod, check(pod)) },
            ],
        },
    ],
    *remediate(pod) {
        const onPod = pod.security("seccompProfile");
        const bad = valuesOnBothLevels(pod, "seccompProfile").filter((profile) => isBadProfile(profile));
        yield* bad.map((profile) => set(profile, { type: "RuntimeDefault" }));
        if (onPod.isUnset && !pod.partial) {
            yield set(onPod, { type: "RuntimeDefault" });
        }
    },
});

function* check(pod: PodView): Iterable<Outcome> {
    const onPod = pod.security("seccompProfile");
    yield* refuseProfile(onPod, "seccomp");
    yield* inContainers(pod, function* (container) {
        const own = container.own("seccompProfile");
        yield* refuseProfile(own, "seccomp");
        if (own.isUnset && !pod.partial) {
            yield* violationIf(
                holds(onPod, (value) => value.isUnset),
                own,
                "seccompProfile is set neither for the container nor for the pod",
            );
        }
    });
}
