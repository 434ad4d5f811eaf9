import { inContainers } from "../../containers";
import { inItems } from "../../items";
import type { ContainerView } from "../../model/containerView";
import type { Value } from "../../model/value";
import type { Outcome } from "../../outcome";
import { remove } from "../../patch";
import { defineRule } from "../../rule";
import { holds, violationIf } from "../../truth";

export const pssCapabilitiesBaseline = defineRule({
    id: "pss-capabilities-baseline",
    group: "pod-security",
    target: "podSecurity",
    title: "Only ordinary capabilities are added",
    severity: "high",
    since: "0.1.0",
    adapters: ["manifests", "pulumi"],
    frameworks: [{ name: "PSS", section: "baseline" }, { name: "CIS", section: "5.2.9" }, { name: "NSA" }],
    rivals: {
        checkov: ["CKV_K8S_25", "CKV_K8S_39"],
        datree: ["CONTAINERS_INVALID_CAPABILITIES_VALUE"],
        "gatekeeper-library": ["capabilities"],
        kubescape: ["C-0046", "C-0200", "C-0219"],
        kyverno: ["disallow-capabilities"],
        polaris: ["dangerousCapabilities", "insecureCapabilities"],
        trivy: ["KSV-0005", "KSV-0022", "KSV-0119", "KSV-0120"],
    },
    why: "further capabilities are pieces of root's power over the node",
    details: `Judges \`securityContext.capabilities.add\` of every container as Kubernetes' own Pod Security admission does at level
baseline: only what container runtimes give anyway may be added. Names are compared letter by letter: \`CAP_CHOWN\` and
\`chown\` fail, and so do \`ALL\` and \`NET_RAW\`.

At level restricted, [pss-capabilities-restricted](pss-capabilities-restricted.md) takes its place from version 1.22 on.`,
    fix: "remove the capability from securityContext.capabilities.add",
    waivable: true,
    laws: { anyContainer: true },
    checks: [
        {
            id: "capabilities_baseline",
            level: "baseline",
            revisions: [{ min: "1.0", check: (pod) => inContainers(pod, check) }],
        },
    ],
    *remediate(pod) {
        const added = pod.containers.flatMap((container) => container.own("capabilities", "add").items());
        const forbidden = added.filter((capability) => !capability.isUnknown && isForbidden(capability));
        yield* forbidden.map((capability) => remove(capability));
    },
});

const allowed: ReadonlySet<string> = new Set([
    "AUDIT_WRITE",
    "CHOWN",
    "DAC_OVERRIDE",
    "FOWNER",
    "FSETID",
    "KILL",
    "MKNOD",
    "NET_BIND_SERVICE",
    "SETFCAP",
    "SETGID",
    "SETPCAP",
    "SETUID",
    "SYS_CHROOT",
]);

function isForbidden(capability: Value): boolean {
    return !allowed.has(capability.string() ?? "");
}

function check(container: ContainerView): Iterable<Outcome> {
    return inItems(container.own("capabilities", "add"), (capability) =>
        violationIf(holds(capability, isForbidden), capability, "a capability beyond the ordinary ones is added"),
    );
}
