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
    /** UTF-8 text; by default the file has another kind of content. At most 1 MiB of files in a service. */
    content?: Input<string>;
    /** Bytes in base64; by default the file has another kind of content. */
    binaryContent?: Input<string>;
    /** Text that is secret, stored in a Secret of the service; by default the file has another kind of content. */
    secretContent?: Input<string>;
    /** A key of a Secret that exists; by default the file has another kind of content. */
    secret?: SecretKeyArgs;
    /** Permissions as octal text, for example `0440`; default `0444`. */
    mode?: string;
}

/** A volume mounted into a container. */
export interface MountArgs {
    /** Key of the volume in the service's `volumes`. */
    volume: string;
    /** Path inside the volume, relative; default its root. */
    path?: string;
    /** True: the container can't write to it; default false. */
    readOnly?: boolean;
}

/** Storage that outlives the pod, one per pod; makes the workload a StatefulSet. */
export interface ClaimArgs {
    /**
     * Size as a quantity, for example `10Gi`; `10GB` is read as `10G`. Kubernetes can't change it afterwards: a later
     * change replaces the StatefulSet, which is refused where it is protected, and the claims stay as they are.
     */
    size: string;
    /** Name of a StorageClass; default the cluster's default class. */
    storageClass?: string;
}

/** Storage that ends with the pod. */
export interface EmptyDirArgs {
    /** Upper limit as a quantity, for example `1Gi`; default none. */
    sizeLimit?: string;
    /** `Memory` for a tmpfs; default the node's disk. */
    medium?: string;
}

/** A volume of the pod. At most one of `claim`, `emptyDir` and `existingClaim`; none of them is an empty directory. */
export interface VolumeArgs {
    /** Storage that outlives the pod; default none. */
    claim?: ClaimArgs;
    /** Storage that ends with the pod; default, where nothing else is said. */
    emptyDir?: EmptyDirArgs;
    /** Name of a PersistentVolumeClaim that exists; default none. */
    existingClaim?: Input<string>;
}

/** CPU and memory as Kubernetes quantities. */
export interface ResourceAmountsArgs {
    /** CPU cores, for example `250m`; default that of the environment's tier (request `250m`, limit `500m`). */
    cpu?: string;
    /**
     * Bytes, for example `256Mi`; Score's `128K` is read as `128k`; default that of the environment's tier (request
     * `256Mi`, limit `512Mi`).
     */
    memory?: string;
}

/** What a container asks for and may use at most. */
export interface ResourcesArgs {
    /** What the scheduler sets aside; default that of the tier, or a limit that is lower. */
    requests?: ResourceAmountsArgs;
    /** What may be used at most; default that of the tier, or a request that is higher. */
    limits?: ResourceAmountsArgs;
}

/** A header of an HTTP probe. */
export interface HttpHeaderArgs {
    /** Name of the header. */
    name: string;
    /** Its value; not secret. */
    value: string;
}

/** An HTTP GET; 200 to 399 is success. */
export interface HttpGetArgs {
    /** Path of the request, for example `/healthz`. */
    path: string;
    /** Port that the container listens on, 1 to 65535. */
    port: number;
    /** `HTTP` or `HTTPS`; default `HTTP`. */
    scheme?: string;
    /** Becomes the Host header, since a probe that names a host breaks Pod Security; default the pod's address. */
    host?: string;
    /** Headers of the request; default none. */
    httpHeaders?: HttpHeaderArgs[];
}

/** A command in the container; exit status 0 is success. */
export interface ExecArgs {
    /** The command and its arguments; no shell runs it. */
    command: string[];
}

/** A TCP connection that opens. */
export interface TcpSocketArgs {
    /** Port that the container listens on, 1 to 65535. */
    port: number;
}

/** A gRPC health check. */
export interface GrpcArgs {
    /** Port that the container listens on, 1 to 65535. */
    port: number;
    /** Name of the service that is asked about; default the whole server. */
    service?: string;
}

/** A probe: exactly one of `httpGet`, `exec`, `tcpSocket`, `grpc`, and timings in seconds. */
export interface ProbeArgs {
    /** An HTTP GET; by default the probe asks in another way. */
    httpGet?: HttpGetArgs;
    /** A command in the container; by default the probe asks in another way. */
    exec?: ExecArgs;
    /** A TCP connection; by default the probe asks in another way. */
    tcpSocket?: TcpSocketArgs;
    /** A gRPC health check; by default the probe asks in another way. */
    grpc?: GrpcArgs;
    /** Seconds before the first check; default 0 for a declared probe. */
    initialDelaySeconds?: number;
    /** Seconds between checks; default Kubernetes' 10. */
    periodSeconds?: number;
    /** Seconds until a check counts as failed; default Kubernetes' 1. */
    timeoutSeconds?: number;
    /** Failures in a row until the container counts as failed; default Kubernetes' 3. */
    failureThreshold?: number;
    /** Successes in a row until it counts as well again; default 1, and nothing else unless for readiness. */
    successThreshold?: number;
}

/** What is said of a container beside its image. */
export interface ContainerSettingsArgs {
    /** Entry point; default the image's. */
    command?: string[];
    /** Arguments of the entry point; default the image's. */
    args?: string[];
    /** Environment variables: plain values and public Outputs; default none. */
    variables?: Record<string, Input<string>>;
    /** Environment variables from keys of Secrets that exist; default none. */
    secretVariables?: Record<string, SecretKeyArgs>;
    /** Environment variables from secret Outputs, stored in a Secret of the service; default none. */
    secretValues?: Record<string, Input<string>>;
    /** Files by absolute path; default none. */
    files?: Record<string, FileArgs>;
    /** Mounted volumes by absolute path; default none but a writable /tmp. */
    mounts?: Record<string, MountArgs>;
    /** CPU and memory; default those of the environment's tier. */
    resources?: ResourcesArgs;
    /** When it fails, the container restarts; default `/healthz`, where no probe of an only container is declared. */
    livenessProbe?: ProbeArgs;
    /** While it fails, no traffic arrives; default `/ready`, where no probe of an only container is declared. */
    readinessProbe?: ProbeArgs;
    /** Until it succeeds, the others wait; default one of five minutes that asks what the liveness probe asks. */
    startupProbe?: ProbeArgs;
}

/** The state that a container reaches before another one starts. */
export interface BeforeArgs {
    /** `started`, `healthy` (its probe has succeeded) or `complete` (it has ended well). */
    ready: string;
}

/** One of several containers. */
export interface ContainerArgs extends ContainerSettingsArgs {
    /** Image reference; a missing tag or `latest` is refused where the tier says so (outside dev). */
    image: Input<string>;
    /**
     * Containers, by name, that start only once this one has reached a state; default none. With `complete` it is an init
     * container, else a sidecar.
     */
    before?: Record<string, BeforeArgs>;
}

/** A port of the service. */
export interface PortArgs {
    /** Port of the Kubernetes Service, 1 to 65535. */
    port: number;
    /** Port that the container listens on, 1 to 65535; default `port`. */
    targetPort?: number;
    /** `TCP` or `UDP`; default `TCP`. */
    protocol?: string;
}

/** Horizontal pod autoscaling on CPU. */
export interface AutoscalingArgs {
    /** Whether there is an autoscaler; default true where a figure is given, else what the tier says (true in prod). */
    enabled?: boolean;
    /** Fewest pods; default 3. */
    minReplicas?: number;
    /** Most pods; default 10, or twice `minReplicas` where that would leave no room. */
    maxReplicas?: number;
    /** Percent of the CPU request at which pods are added, 1 to 100; default 75. */
    cpuPercent?: number;
}

/** How fast requests are answered. */
export interface LatencyArgs {
    /** Percent of requests, above 0 and below 100, for example 99. */
    percent: number;
    /** Milliseconds in which they are answered. */
    milliseconds: number;
}

/** Service level objectives: promises that alerts and reports are made from. */
export interface SloArgs {
    /** Percent of requests that succeed, above 0 and below 100, for example 99.9; default no promise. */
    availability?: number;
    /** How fast requests are answered; default no promise. */
    latency?: LatencyArgs;
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
    /** Namespace that the service runs in: a TeamNamespace's `name`. Another one must let DNS through by itself. */
    namespace: Input<string>;
    /** The `team` label; default `unassigned`. */
    team?: string;
    /** The `owner` label; default the team. */
    owner?: string;
    /**
     * Image of the only container; by default there are several `containers`. A missing tag or `latest` is refused
     * where the tier says so (outside dev).
     */
    image?: Input<string>;
    /** Several containers by name; default the one that is written flat. */
    containers?: Record<string, ContainerArgs>;
    /** Ports by name; default none, and without one there is no Kubernetes Service. */
    ports?: Record<string, PortArgs>;
    /** Name of the Kubernetes Service (DNS-1035, at most 63 characters); default that of the workload. */
    serviceName?: string;
    /** `Deployment` or `StatefulSet`; default `StatefulSet` where it mounts a claim, which a Deployment can't. */
    kind?: string;
    /** Volumes of the pod by key, mounted through `mounts`; default none. */
    volumes?: Record<string, VolumeArgs>;
    /** Pods without autoscaling; default 1 in dev and staging, 3 in prod. Giving it switches autoscaling off. */
    replicas?: number;
    /** Autoscaling on CPU; default 3 to 10 pods at 75 % in prod, none elsewhere and none with claims. */
    autoscaling?: AutoscalingArgs;
    /** False: no probe is added where none is declared. Default true. */
    defaultProbes?: boolean;
    /** Whom this service talks to, by a name for the edge; default nobody. */
    connectsTo?: Record<string, ConnectionArgs>;
    /** Who may talk to this service from another namespace or range, by a name for the edge; default nobody. */
    acceptsFrom?: Record<string, ConnectionArgs>;
    /** Further annotations of the pods; default none. */
    annotations?: Record<string, string>;
    /** What the service promises, kept as the workload's annotation `waymark.dev/slo`; default nothing. */
    slo?: SloArgs;
    /** Ids of waivers that it refers to, kept as the workload's annotation `waymark.dev/waivers`; default none. */
    waivers?: string[];
    /** Further labels of the pods; default none. The labels of the golden path can't be changed. */
    podLabels?: Record<string, string>;
    /** Annotations of the ServiceAccount, for example the role of a cloud that the pods take on; default none. */
    serviceAccountAnnotations?: Record<string, Input<string>>;
    /** `tier` (default): a service with claims is protected where the tier says so; `none` lifts it. */
    protection?: string;
}
