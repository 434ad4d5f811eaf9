import type { input } from "@pulumi/kubernetes/types";
import type { Input } from "@pulumi/pulumi";
import { sameMountPath } from "../../core/mountPath";
import { sortedEntries } from "../../core/sortedEntries";
import { toKubernetesQuantity } from "../../core/quantity";
import type { FileArgs, StandardServiceArgs, VolumeArgs } from "./args";
import { contentKey } from "./configuration";
import type { DeclaredContainer } from "./containers";

/** Names of the volumes that are ours begin with this; a team's own may not. */
export const reservedVolumePrefix = "waymark-";

const filesVolume = `${reservedVolumePrefix}files`;
const defaultFileMode = "0444";

/** Names of the objects that hold the service's own content. */
export interface ContentNames {
    configMap: Input<string>;
    secret: Input<string>;
}

/** The pod's volumes without claims: those come from templates of the StatefulSet. */
export function podVolumes(
    args: StandardServiceArgs,
    containers: readonly DeclaredContainer[],
    names: ContentNames,
    temporaryStorage: string,
): input.core.v1.Volume[] {
    const own = sortedEntries<VolumeArgs>(args.volumes).flatMap(([name, volume]) => podVolume(name, volume));
    const temporary = containers.flatMap((container, index) =>
        hasOwnTmp(container) ? [] : [{ name: tmpVolume(index), emptyDir: { sizeLimit: temporaryStorage } }],
    );
    const sources = fileSources(containers, names);
    const files =
        sources.length === 0
            ? []
            : [{ name: filesVolume, projected: { sources, defaultMode: Number.parseInt(defaultFileMode, 8) } }];
    return [...own, ...files, ...temporary];
}

/** Templates of the claims, one claim per pod. */
export function claimTemplates(args: StandardServiceArgs): input.core.v1.PersistentVolumeClaim[] {
    return sortedEntries<VolumeArgs>(args.volumes).flatMap(([name, { claim }]) =>
        claim === undefined
            ? []
            : [
                  {
                      metadata: { name },
                      spec: {
                          accessModes: ["ReadWriteOnce"],
                          resources: { requests: { storage: toKubernetesQuantity(claim.size) } },
                          storageClassName: claim.storageClass,
                      },
                  },
              ],
    );
}

/** What one container mounts: volumes, each file alone so that it hides nothing beside it, and a writable /tmp. */
export function volumeMounts(container: DeclaredContainer, index: number): input.core.v1.VolumeMount[] {
    const volumes = sortedEntries(container.args.mounts).map(([mountPath, { volume, path, readOnly }]) => ({
        name: volume,
        mountPath,
        subPath: path,
        readOnly,
    }));
    const files = sortedEntries(container.args.files).map(([mountPath]) => ({
        name: filesVolume,
        mountPath,
        subPath: contentKey(container.name, mountPath),
        readOnly: true,
    }));
    return [...volumes, ...files, ...(hasOwnTmp(container) ? [] : [{ name: tmpVolume(index), mountPath: "/tmp" }])];
}

function podVolume(name: string, { claim, emptyDir, existingClaim }: VolumeArgs): input.core.v1.Volume[] {
    if (claim !== undefined) {
        return [];
    }
    if (existingClaim !== undefined) {
        return [{ name, persistentVolumeClaim: { claimName: existingClaim } }];
    }
    const sizeLimit = emptyDir?.sizeLimit === undefined ? undefined : toKubernetesQuantity(emptyDir.sizeLimit);
    return [{ name, emptyDir: { medium: emptyDir?.medium, sizeLimit } }];
}

function fileSources(containers: readonly DeclaredContainer[], names: ContentNames): input.core.v1.VolumeProjection[] {
    const config: input.core.v1.KeyToPath[] = [];
    const secret: input.core.v1.KeyToPath[] = [];
    const foreign: input.core.v1.VolumeProjection[] = [];
    for (const container of containers) {
        for (const [mountPath, file] of sortedEntries<FileArgs>(container.args.files)) {
            const key = contentKey(container.name, mountPath);
            const mode = Number.parseInt(file.mode ?? defaultFileMode, 8);
            if (file.secret !== undefined) {
                const items = [{ key: file.secret.key, path: key, mode }];
                foreign.push({ secret: { name: file.secret.secretName, items } });
            } else {
                (file.secretContent === undefined ? config : secret).push({ key, path: key, mode });
            }
        }
    }
    return [
        ...(config.length === 0 ? [] : [{ configMap: { name: names.configMap, items: config } }]),
        ...(secret.length === 0 ? [] : [{ secret: { name: names.secret, items: secret } }]),
        ...foreign,
    ];
}

function hasOwnTmp({ args }: DeclaredContainer): boolean {
    return [...Object.keys(args.mounts ?? {}), ...Object.keys(args.files ?? {})].some(
        (path) => sameMountPath(path) === "/tmp",
    );
}

function tmpVolume(index: number): string {
    return index === 0 ? `${reservedVolumePrefix}tmp` : `${reservedVolumePrefix}tmp-${index}`;
}
