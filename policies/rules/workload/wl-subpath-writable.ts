import { undecided } from "../../outcome";
import { defineRule } from "../../rule";
import { all, any, holds, violationIf } from "../../truth";

export const wlSubpathWritable = defineRule({
    id: "wl-subpath-writable",
    group: "workload",
    severity: "low",
    since: "0.1.0",
    frameworks: [{ name: "NSA" }],
    rivals: {
        datree: ["CONTAINER_CVE2021_25741_INCORRECT_SUBPATH_KEY"],
        kubescape: ["C-0058"],
    },
    target: "container",
    roles: ["main", "sidecar", "init", "ephemeral"],
    title: "Mounts of a part of a volume are read-only",
    why: "a link in the volume once led such a mount to the node's files (CVE-2021-25741)",
    details: `A finding for each mount with a \`subPath\` or \`subPathExpr\` that isn't \`readOnly: true\`. The known holes
(CVE-2017-1002101, CVE-2021-25741) are closed in every version of Kubernetes that is still supported; the rule is the second wall. Without
a \`subPath\` the mount is the whole volume and is not looked at. In a patch (server-side apply) only \`readOnly: false\` is a
finding.`,
    fix: "set readOnly: true on the mount, or mount the whole volume",
    laws: { anyContainer: true },
    componentFixes: { StandardService: { arguments: ["mounts"], to: "with readOnly: true, or without path" } },
    *check(container) {
        const mounts = container.get("volumeMounts");
        if (mounts.isUnknown) {
            yield undecided(mounts);
        }
        for (const mount of mounts.items()) {
            const parts = ["subPath", "subPathExpr"].map((key) =>
                holds(mount.get(key), (known) => (known.string() ?? "") !== ""),
            );
            const writable = holds(mount.get("readOnly"), (known) =>
                known.isUnset ? !container.partial : known.boolean() !== true,
            );
            yield* violationIf(all(any(...parts), writable), mount, "a part of a volume is mounted writable");
        }
    },
});
