import { notWindows } from "../../checks";
import type { Value } from "../../model/value";
import { undecided, violation, type Outcome } from "../../outcome";
import { inContainers } from "../../containers";
import { set, type Patch } from "../../patch";
import { defineRule } from "../../rule";

export const wlSecurityContextPresent = defineRule({
    id: "wl-security-context-present",
    group: "workload",
    severity: "low",
    since: "0.1.0",
    frameworks: [{ name: "CIS", section: "5.7.3" }],
    rivals: {
        checkov: ["CKV_K8S_29", "CKV_K8S_30"],
        datree: ["CIS_MISSING_KEY_SECURITYCONTEXT"],
        kubescape: ["C-0055", "C-0211"],
        trivy: ["KSV-0118"],
    },
    target: "pod",
    optIn: true,
    title: "Pod and containers have a security context",
    why: "whoever reads the manifest sees that nobody has thought about it",
    details: `A finding where the pod, or one of its containers, has no \`securityContext\` or an empty one.

Only in profile \`all\`: what has to stand in it is asked by the Pod Security rules, field by field; this one only says that
nothing stands there. Its remediation writes the least: \`seccompProfile.type: RuntimeDefault\` for the pod,
\`allowPrivilegeEscalation: false\` for containers. The API server refuses both in a Windows pod, so that a person has to
mend that.`,
    fix: "add a securityContext with what the Pod Security rules ask for",
    *check(pod) {
        if (pod.partial) {
            return;
        }
        yield* present(pod.get("securityContext"), "the pod");
        yield* inContainers(pod, (container) => present(container.get("securityContext"), "the container"));
    },
    *remediate(pod) {
        if (pod.partial || notWindows(pod) !== true) {
            return;
        }
        yield* fill(pod.get("securityContext"), "seccompProfile", { type: "RuntimeDefault" });
        for (const container of pod.containers) {
            yield* fill(container.get("securityContext"), "allowPrivilegeEscalation", false);
        }
    },
});

function isEmpty(context: Value): boolean {
    return context.isUnset || (context.isSet && context.entries().every((entry) => entry.isUnset));
}

function* present(context: Value, whose: string): Iterable<Outcome> {
    const inDoubt = context.entries().find((entry) => entry.isUnknown);
    if (
        context.isUnknown ||
        (inDoubt !== undefined && context.entries().every((entry) => entry.isUnset || entry.isUnknown))
    ) {
        yield undecided(inDoubt ?? context);
    } else if (isEmpty(context)) {
        yield violation(context, `${whose} has no security context`);
    }
}

function* fill(context: Value, field: string, to: unknown): Iterable<Patch> {
    if (isEmpty(context)) {
        yield set(context.isMap ? context.get(field) : context, context.isMap ? to : { [field]: to });
    }
}
