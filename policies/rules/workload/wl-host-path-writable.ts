import { cleanPath, hostPaths, isWithin } from "../../model/hostPaths";
import type { Value } from "../../model/value";
import { undecided, type Outcome } from "../../outcome";
import { defineRule } from "../../rule";
import { all, any, holds, not, violationIf } from "../../truth";

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
  lies in none of them, not even read-only.

A volume that no container mounts is not looked at here.`,
    fix: "set readOnly: true on the mount, and mount the narrowest folder that is needed",
    laws: { anyContainer: true },
    *check(container) {
        const mounts = container.get("volumeMounts");
        const volumes = hostPaths(container.pod);
        if (mounts.isUnknown && volumes.length > 0) {
            yield undecided(mounts);
        }
        for (const mount of mounts.items()) {
            for (const volume of volumes) {
                yield* judge(mount, volume);
            }
        }
    },
});

function judge(mount: Value, { name, path }: { name: Value; path: Value }): Iterable<Outcome> {
    const own = mount.get("name");
    const same = all(
        holds(own, () => true),
        holds(name, () => true),
        own.string() === name.string() || own.isUnknown || name.isUnknown,
    );
    const isSensitive = holds(path, (known) => {
        const clean = cleanPath(known.string() ?? "/none");
        return clean === "/" || sensitive.some((folder) => isWithin(clean, folder));
    });
    const isWritable = not(holds(mount.get("readOnly"), (known) => known.boolean() === true));
    const message =
        isSensitive === true
            ? "the container mounts a folder that the node's safety hangs on"
            : "the container may write to the node's file system";
    return violationIf(all(same, any(isSensitive, isWritable)), mount, message);
}
