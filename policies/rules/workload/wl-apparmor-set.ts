import { notWindows } from "../../checks";
import type { ContainerView } from "../../model/containerView";
import { set } from "../../patch";
import { defineRule } from "../../rule";
import { all, any, holds, not, violationIf, type Truth } from "../../truth";

export const wlApparmorSet = defineRule({
    id: "wl-apparmor-set",
    group: "workload",
    severity: "low",
    since: "0.1.0",
    frameworks: [{ name: "NSA" }],
    rivals: {
        "gatekeeper-library": ["apparmor"],
        kubescape: ["C-0055"],
        polaris: ["linuxHardening (partial)"],
        trivy: ["KSV-0002"],
    },
    target: "container",
    roles: ["main", "sidecar", "init", "ephemeral"],
    title: "An AppArmor profile is named",
    why: "what the runtime does without one differs from node to node",
    details: `Stricter than Pod Security, which only refuses \`Unconfined\`: the profile in force for each container, its own or
the pod's, is \`RuntimeDefault\` or \`Localhost\`; the annotation of versions before 1.30 counts too.

Nodes without AppArmor (Amazon Linux, Red Hat, Flatcar: SELinux there) refuse pods that name a profile. That is why the rule is
only advice, and why our components don't set one. Windows pods are not asked.`,
    fix: "set securityContext.appArmorProfile.type: RuntimeDefault, where all nodes have AppArmor",
    laws: { anyContainer: true, inherited: ["appArmorProfile"] },
    check(container) {
        const { value } = container.security("appArmorProfile", "type");
        const isMissing = all(not(isNamed(container)), notWindows(container.pod), !container.partial);
        return violationIf(isMissing, value, "no AppArmor profile is named");
    },
    *remediate(container) {
        if (!container.partial && isNamed(container) === false && notWindows(container.pod) === true) {
            yield set(container.own("appArmorProfile", "type"), "RuntimeDefault");
        }
    },
});

function isNamed(container: ContainerView): Truth {
    const annotation = container.pod.annotation(`container.apparmor.security.beta.kubernetes.io/${container.name}`);
    return any(
        holds(container.security("appArmorProfile", "type").value, (type) =>
            ["RuntimeDefault", "Localhost"].includes(type.string() ?? ""),
        ),
        holds(annotation, (known) => /^(?:runtime\/default$|localhost\/)/.test(known.string() ?? "")),
    );
}
