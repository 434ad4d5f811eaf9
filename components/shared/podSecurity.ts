import type { input } from "@pulumi/kubernetes/types";

/** Identity of the processes in a pod. */
export interface PodUser {
    runAsUser: number;
    /** Default: the user. */
    runAsGroup?: number;
    /** Group that volumes are made writable for. */
    fsGroup: number;
}

/** The pod's half of what Pod Security *restricted* asks. */
export function podSecurityContext({ runAsUser, runAsGroup, fsGroup }: PodUser) {
    return {
        runAsNonRoot: true,
        runAsUser,
        runAsGroup: runAsGroup ?? runAsUser,
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
