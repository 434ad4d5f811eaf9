import { inContainers } from "../../containers";
import type { ContainerView } from "../../model/containerView";
import type { PodView } from "../../model/podView";
import type { Value } from "../../model/value";
import type { Outcome } from "../../outcome";
import { set } from "../../patch";
import { unlessWindows } from "../../podSecurityChecks";
import { defineRule } from "../../rule";
import { holds, violationIf } from "../../truth";

export const pssAllowPrivilegeEscalation = defineRule({
    id: "pss-allow-privilege-escalation",
    group: "pod-security",
    target: "podSecurity",
    title: "No process gains more rights than it started with",
    severity: "high",
    since: "0.1.0",
    adapters: ["manifests", "pulumi"],
    frameworks: [{ name: "PSS", section: "restricted" }, { name: "CIS", section: "5.2.6" }, { name: "NSA" }],
    rivals: {
        checkov: ["CKV_K8S_20"],
        datree: ["CONTAINERS_MISSING_KEY_ALLOWPRIVILEGEESCALATION"],
        "gatekeeper-library": ["allow-privilege-escalation"],
        "kube-linter": ["privilege-escalation-container"],
        kubescape: ["C-0016", "C-0197", "C-0217"],
        kyverno: ["disallow-privilege-escalation"],
        polaris: ["privilegeEscalationAllowed"],
        trivy: ["KSV-0001"],
    },
    why: "a set-uid program in the image turns any user into root",
    details: `Judges \`securityContext.allowPrivilegeEscalation\` of every container as Kubernetes' own Pod Security admission does at
level restricted, from version 1.8 on: only \`false\` passes, unset fails.

* From version 1.25 on, Windows pods (\`spec.os.name: windows\`) are exempt.
* In a patch (server-side apply) what is absent may be set elsewhere, so only what is set and not \`false\` fails.
* The remediation leaves out containers that are privileged or add \`SYS_ADMIN\`: there the API server refuses \`false\`.`,
    fix: "set securityContext.allowPrivilegeEscalation: false on every container",
    waivable: true,
    laws: { anyContainer: true },
    checks: [
        {
            id: "allowPrivilegeEscalation",
            level: "restricted",
            revisions: [
                { min: "1.8", check },
                { min: "1.25", check: (pod) => unlessWindows(pod, check(pod)) },
            ],
        },
    ],
    *remediate(pod) {
        for (const container of pod.containers) {
            const value = container.own("allowPrivilegeEscalation");
            if (!value.isUnknown && mayGain(container) && !needsMore(container)) {
                yield set(value, false);
            }
        }
    },
});

function mayGain(container: ContainerView): boolean {
    const value = container.own("allowPrivilegeEscalation");
    return value.isUnset ? !container.partial : value.boolean() !== false;
}

function check(pod: PodView): Iterable<Outcome> {
    return inContainers(pod, (container) => {
        const value = container.own("allowPrivilegeEscalation");
        return violationIf(
            holds(value, () => mayGain(container)),
            value,
            `allowPrivilegeEscalation is ${value.isUnset ? "not set" : "not false"}`,
        );
    });
}

/** True where the API server refuses `false` beside what else the container asks for, or may ask for. */
function needsMore(container: ContainerView): boolean {
    const privileged = container.own("privileged");
    const added = container.own("capabilities", "add");
    const has = (capability: Value) => ["SYS_ADMIN", "CAP_SYS_ADMIN", "ALL"].includes(capability.string() ?? "ALL");
    return privileged.isUnknown || privileged.boolean() === true || added.isUnknown || added.items().some(has);
}
