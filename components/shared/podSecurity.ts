import type { input } from "@pulumi/kubernetes/types";
import type { SettingsBuilder } from "./settings";

/** Identity of the processes in a pod. */
export interface PodUser {
    runAsUser: number;
    /** Group that volumes are made writable for. */
    fsGroup: number;
}

/** The pod's half of what Pod Security *restricted* asks. */
export function podSecurityContext({ runAsUser, fsGroup }: PodUser) {
    return {
        runAsNonRoot: true,
        runAsUser,
        runAsGroup: runAsUser,
        fsGroup,
        // Without it each mount of a large volume begins with a walk over all of its files.
        fsGroupChangePolicy: "OnRootMismatch",
        seccompProfile: { type: "RuntimeDefault" },
    } satisfies input.core.v1.PodSecurityContext;
}

/** The container's half; with a read-only root file system, so that /tmp and the like need volumes. */
export function containerSecurityContext() {
    return {
        runAsNonRoot: true,
        allowPrivilegeEscalation: false,
        privileged: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ["ALL"] },
        seccompProfile: { type: "RuntimeDefault" },
    } satisfies input.core.v1.SecurityContext;
}

/** Records what holds for every pod, whatever its component's arguments say. */
export function recordPodSecurity(settings: SettingsBuilder): void {
    const fixed: [path: string, value: unknown, satisfies: string[]][] = [
        ["security.runAsNonRoot", true, ["kube-linter:run-as-non-root"]],
        ["security.allowPrivilegeEscalation", false, ["kube-linter:privilege-escalation-container"]],
        ["security.privileged", false, ["kube-linter:privileged-container"]],
        ["security.readOnlyRootFilesystem", true, ["kube-linter:no-read-only-root-fs"]],
        ["security.capabilities.drop", ["ALL"], ["kube-linter:drop-net-raw-capability"]],
        ["security.seccompProfile", "RuntimeDefault", []],
        ["security.serviceAccountToken", false, []],
    ];
    for (const [path, value, satisfies] of fixed) {
        settings.record(path, value, { kind: "default" }, { reason: "Pod Security restricted", satisfies });
    }
}
