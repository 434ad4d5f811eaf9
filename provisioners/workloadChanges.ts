import type { Input } from "@pulumi/pulumi";
import type { AutoscalingArgs, SecretKeyArgs, VolumeArgs } from "../components/standardService/args";

/** A volume that a resource puts into every container of a workload. */
export interface MountedVolume {
    /** What stands behind it. Default: an empty directory. */
    volume?: VolumeArgs;
    /** Absolute path in the containers. */
    mountPath: string;
    /** Path inside the volume. Default: its root. */
    path?: string;
    /** Default false. */
    readOnly?: boolean;
}

/** What a resource changes in a workload that uses it. */
export interface WorkloadChanges {
    /** Environment variables of every container. */
    variables?: Readonly<Record<string, Input<string>>>;
    /** Environment variables of every container, from keys of Secrets. */
    secretVariables?: Readonly<Record<string, SecretKeyArgs>>;
    /** Volumes by name, mounted into every container. */
    volumes?: Readonly<Record<string, MountedVolume>>;
    /** Annotations of the workload's ServiceAccount, for example the role of a cloud that its pods take on. */
    serviceAccount?: { annotations: Readonly<Record<string, Input<string>>> };
    /** Further labels of the pods. */
    podLabels?: Readonly<Record<string, string>>;
    /** Further annotations of the pods. */
    podAnnotations?: Readonly<Record<string, string>>;
    /** Autoscaling of the workload. */
    autoscaling?: AutoscalingArgs;
}
