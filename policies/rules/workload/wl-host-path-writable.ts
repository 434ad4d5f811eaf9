import { cleanPath, hostPaths, isWithin } from "../../model/hostPaths";
import type { Value } from "../../model/value";
import { undecided, type Outcome } from "../../outcome";
import { defineRule } from "../../rule";
import { all, any, holds, violationIf } from "../../truth";

/** Folders whose reading alone gives away or takes over the node. */
const sensitive = [
    "/boot",
    "/dev",
    "/etc",
    "/lib",
    "/proc",
    "/root",
    "/sys",
    "/usr",
    "/var/lib/kubelet",
    "/var/lib/docker",
];

export const wlHostPathWritable = defineRule({
    id: "wl-host-path-writable",
    group: "workload",
    severity: "high",
    since: "0.1.0",
    frameworks: [{ name: "MITRE" }],
    rivals: {
        datree: ["EKS_INVALID_HOSTPATH_MOUNT_READONLY_VALUE"],
        "gatekeeper-library": ["host-filesystem"],
        "kube-linter": ["sensitive-host-mounts", "writable-host-mount"],
        kubescape: ["C-0020", "C-0045"],
        kyverno: ["ensure-readonly-hostpath", "limit-hostpath-vols"],
    },
    target: "container",
    roles: ["main", "sidecar", "init", "ephemeral"],
    title: "Paths of the node are mounted read-only, if at all",
    why: "a container that writes to the node, or reads its secrets, has left its container",
    details: `[pss-host-path-volumes](pss-host-path-volumes.md) refuses \`hostPath\` volumes altogether. This rule says what holds
for those that have a waiver there:

* the mount is \`readOnly: true\`;
* the path is none of \`/\`, \`/boot\`, \`/dev\`, \`/etc\`, \`/lib\`, \`/proc\`, \`/root\`, \`/sys\`, \`/usr\`, \`/var/lib/kubelet\`, \`/var/lib/docker\` and
  lies in none of them, not even read-only; nor is it a folder around one of them (\`/var\`, \`/var/lib\`).

A volume that no container mounts is not looked at here. In a patch (server-side apply) \`readOnly\` may be set by somebody
else: there only \`false\` is a finding.`,
    fix: "set readOnly: true on the mount, and mount the narrowest folder that is needed",
    laws: { anyContainer: true },
    *check(container) {
        const mounts = container.get("volumeMounts");
        const volumes = hostPaths(container.pod);
        const lists = [mounts, ...container.pod.unknownVolumes].filter((list) => list.isUnknown);
        if ((mounts.isUnknown && volumes.length > 0) || (!mounts.isUnknown && mounts.items().length > 0)) {
            yield* lists.map((list) => undecided(list));
        }
        for (const mount of mounts.items()) {
            for (const volume of volumes) {
                yield* judge(mount, volume, container.partial);
            }
        }
    },
});

function judge(mount: Value, { name, path }: { name: Value; path: Value }, partial: boolean): Iterable<Outcome> {
    const own = mount.get("name");
    const same = all(
        holds(own, () => true),
        holds(name, () => true),
        own.string() === name.string() || own.isUnknown || name.isUnknown,
    );
    const isSensitive = holds(path, (known) => {
        const clean = cleanPath(known.string() ?? "/none");
        return sensitive.some((folder) => isWithin(clean, folder) || isWithin(folder, clean));
    });
    const isWritable = holds(mount.get("readOnly"), (known) => (known.isUnset ? !partial : known.boolean() !== true));
    const message =
        isSensitive === true
            ? "the container mounts a folder that the node's safety hangs on"
            : "the container may write to the node's file system";
    return violationIf(all(same, any(isSensitive, isWritable)), mount, message);
}
