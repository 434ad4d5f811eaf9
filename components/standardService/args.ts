import type { Input } from "@pulumi/pulumi";
import type { ConnectionArgs } from "../shared/connection";

/** A key of a Kubernetes Secret in the service's namespace. */
export interface SecretKeyArgs {
    /** Name of the Secret. */
    secretName: Input<string>;
    /** Key in it. */
    key: string;
}

/** A file in a container. Exactly one of `content`, `binaryContent`, `secretContent` and `secret`. */
export interface FileArgs {
    /** UTF-8 text. */
    content?: Input<string>;
    /** Bytes in base64. */
    binaryContent?: Input<string>;
    /** Text that is secret; stored in a Secret of the service. */
    secretContent?: Input<string>;
    /** A key of a Secret that exists. */
    secret?: SecretKeyArgs;
    /** Permissions as octal text, for example `0440`; default `0444`. */
    mode?: string;
}

/** A volume mounted into a container. */
export interface MountArgs {
    /** Key of the volume in the service's `volumes`. */
    volume: string;
    /** Path inside the volume; default its root. */
    path?: string;
    /** Default false. */
    readOnly?: boolean;
}

/** Storage that outlives the pod, one per pod; makes the workload a StatefulSet. */
export interface ClaimArgs {
    /** Size as a quantity, for example `10Gi`; `10GB` is read as `10G`. */
    size: string;
    /** Default: the cluster's default class. */
    storageClass?: string;
}

/** Storage that ends with the pod. */
export interface EmptyDirArgs {
    /** Upper limit as a quantity; default none. */
    sizeLimit?: string;
    /** `Memory` for a tmpfs; default the node's disk. */
    medium?: string;
}

/** A volume of the pod. At most one of `claim`, `emptyDir` and `existingClaim`; none of them is an empty directory. */
export interface VolumeArgs {
    claim?: ClaimArgs;
    emptyDir?: EmptyDirArgs;
    /** Name of a PersistentVolumeClaim that exists. */
    existingClaim?: Input<string>;
}

/** CPU and memory as Kubernetes quantities. */
export interface ResourceAmountsArgs {
    /** For example `250m`. */
    cpu?: string;
    /** For example `256Mi`; Score's `128K` is read as `128k`. */
    memory?: string;
}

/** What a container asks for and may use at most. */
export interface ResourcesArgs {
    requests?: ResourceAmountsArgs;
    limits?: ResourceAmountsArgs;
}

/** A header of an HTTP probe. */
export interface HttpHeaderArgs {
    name: string;
    value: string;
}

/** An HTTP GET; 200 to 399 is success. */
export interface HttpGetArgs {
    path: string;
    port: number;
    /** `HTTP` or `HTTPS`; default `HTTP`. */
    scheme?: string;
    /** Becomes the Host header: a probe that names a host breaks Pod Security. */
    host?: string;
    httpHeaders?: HttpHeaderArgs[];
}

/** A command in the container; exit status 0 is success. */
export interface ExecArgs {
    command: string[];
}

/** A TCP connection that opens. */
export interface TcpSocketArgs {
    port: number;
}

/** A gRPC health check. */
export interface GrpcArgs {
    port: number;
    /** Default: the whole server. */
    service?: string;
}

/** A probe: exactly one of `httpGet`, `exec`, `tcpSocket`, `grpc`, and timings in seconds. */
export interface ProbeArgs {
    httpGet?: HttpGetArgs;
    exec?: ExecArgs;
    tcpSocket?: TcpSocketArgs;
    grpc?: GrpcArgs;
    /** Seconds before the first check; default 0 for a declared probe. */
    initialDelaySeconds?: number;
    /** Seconds between checks; default Kubernetes' 10. */
    periodSeconds?: number;
    /** Seconds until a check counts as failed; default Kubernetes' 1. */
    timeoutSeconds?: number;
    /** Failures in a row until the container counts as failed; default Kubernetes' 3. */
    failureThreshold?: number;
    /** Successes in a row until it counts as well again; default 1. */
    successThreshold?: number;
}

/** What is said of a container beside its image. */
export interface ContainerSettingsArgs {
    /** Replaces the image's entry point. */
    command?: string[];
    /** Replaces the image's arguments. */
    args?: string[];
    /** Environment variables: plain values and public Outputs. */
    variables?: Record<string, Input<string>>;
    /** Environment variables from keys of Secrets that exist. */
    secretVariables?: Record<string, SecretKeyArgs>;
    /** Environment variables from secret Outputs; stored in a Secret of the service. */
    secretValues?: Record<string, Input<string>>;
    /** Files by absolute path. */
    files?: Record<string, FileArgs>;
    /** Mounted volumes by absolute path. */
    mounts?: Record<string, MountArgs>;
    /** Default: those of the environment's tier. */
    resources?: ResourcesArgs;
    livenessProbe?: ProbeArgs;
    readinessProbe?: ProbeArgs;
    /** Default: derived from the other probes. */
    startupProbe?: ProbeArgs;
}

/** One of several containers. */
export interface ContainerArgs extends ContainerSettingsArgs {
    /** Image reference; a missing tag or `latest` is refused where the tier says so (outside dev). */
    image: Input<string>;
}

/** A port of the service. */
export interface PortArgs {
    /** Port of the Kubernetes Service. */
    port: number;
    /** Port the container listens on; default `port`. */
    targetPort?: number;
    /** `TCP` or `UDP`; default `TCP`. */
    protocol?: string;
}

/** Horizontal pod autoscaling on CPU. */
export interface AutoscalingArgs {
    /** Default: true where any other figure is given, else what the tier says (true in prod). */
    enabled?: boolean;
    minReplicas?: number;
    maxReplicas?: number;
    /** Percent of the CPU request. */
    cpuPercent?: number;
}

/**
 * Arguments of StandardService. One container is written flat (`image`, `variables`, ...), several under
 * `containers`; both at once is an error.
 */
export interface StandardServiceArgs extends ContainerSettingsArgs {
    /** Name of the environment; it is the `environment` label. */
    environment: string;
    /** `dev`, `staging` or `prod`; default the environment's name, where it is one of them. */
    tier?: string;
    /** Namespace that the service runs in. */
    namespace: Input<string>;
    /** The `team` label; default `unassigned`. */
    team?: string;
    /** The `owner` label; default the team. */
    owner?: string;
    /** Image of the only container. */
    image?: Input<string>;
    /** Several containers by name. */
    containers?: Record<string, ContainerArgs>;
    /** Ports by name; without one there is no Kubernetes Service. */
    ports?: Record<string, PortArgs>;
    /** Volumes of the pod by key, mounted through `mounts`. */
    volumes?: Record<string, VolumeArgs>;
    /** Pods without autoscaling; default 1 in dev and staging, 3 in prod. Giving it switches autoscaling off. */
    replicas?: number;
    /** Default: 3 to 10 pods at 75 % CPU in prod, none elsewhere. */
    autoscaling?: AutoscalingArgs;
    /** False: no probe is added where none is declared. Default true. */
    defaultProbes?: boolean;
    /** Whom this service talks to, by a name for the edge. */
    connectsTo?: Record<string, ConnectionArgs>;
    /** Who may talk to this service from another namespace or range, by a name for the edge. */
    acceptsFrom?: Record<string, ConnectionArgs>;
    /** Further annotations of the pods. */
    annotations?: Record<string, string>;
    /** `tier` (default): a service with claims is protected where the tier says so; `none` lifts it. */
    protection?: string;
}
