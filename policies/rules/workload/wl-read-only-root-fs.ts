import { notWindows, refuseWhere } from "../../checks";
import { set } from "../../patch";
import { defineRule } from "../../rule";
import { onlyIf } from "../../truth";

export const wlReadOnlyRootFs = defineRule({
    id: "wl-read-only-root-fs",
    group: "workload",
    severity: "high",
    since: "0.1.0",
    frameworks: [{ name: "NSA" }],
    rivals: {
        checkov: ["CKV_K8S_22"],
        datree: ["CONTAINERS_INCORRECT_READONLYROOTFILESYSTEM_VALUE"],
        "gatekeeper-library": ["read-only-root-filesystem"],
        "kube-linter": ["no-read-only-root-fs"],
        "kube-score": ["container-security-context-readonlyrootfilesystem"],
        kubescape: ["C-0017"],
        kyverno: ["require-ro-rootfs"],
        polaris: ["notReadOnlyRootFilesystem"],
        trivy: ["KSV-0014"],
    },
    target: "container",
    roles: ["main", "sidecar", "init", "ephemeral"],
    title: "Containers have a read-only root file system",
    why: "whoever gets in can change the program, or bring his own along",
    details: `Judges \`securityContext.readOnlyRootFilesystem\`, which only containers have. Kubernetes' default is a writable one.

* Where a program writes, mount an \`emptyDir\` there (\`/tmp\` most often). The remediation sets the field alone: which
  paths have to stay writable, nobody but the program's author knows.
* Windows pods (\`spec.os.name: windows\`) can't have it and are not asked.
* In a patch (server-side apply) only \`false\` is a finding.`,
    fix: "set securityContext.readOnlyRootFilesystem: true, and mount an emptyDir where the program writes",
    laws: { anyContainer: true },
    check(container) {
        const value = container.own("readOnlyRootFilesystem");
        const broken = refuseWhere(
            value,
            (known) => (known.isUnset ? !container.partial : known.boolean() !== true),
            "the root file system is writable",
        );
        return onlyIf(notWindows(container.pod), broken);
    },
    *remediate(container) {
        const value = container.own("readOnlyRootFilesystem");
        if (notWindows(container.pod) === true && (value.isSet ? value.boolean() === false : value.isUnset)) {
            yield set(value, true);
        }
    },
});
