/** Hard limits of the namespace; what is left out is the tier's. */
export interface QuotaArgs {
    /** Sum of CPU requests in cores; default `8`, in prod `32`. */
    requestsCpu?: string;
    /** Sum of memory requests in bytes; default `16Gi`, in prod `64Gi`. */
    requestsMemory?: string;
    /** Sum of memory limits in bytes; default `32Gi`, in prod `128Gi`. */
    limitsMemory?: string;
    /** Number of pods; default 50, in prod 200. */
    pods?: number;
    /** Number of PersistentVolumeClaims; default 20, in prod 50. */
    persistentVolumeClaims?: number;
    /** Number of Services of type LoadBalancer; default 0. */
    loadBalancers?: number;
    /** Number of node ports; default 0. */
    nodePorts?: number;
}

/** What a container gets that names no figures of its own; what is left out is the tier's. */
export interface ContainerDefaultsArgs {
    /** CPU request in cores; default `250m`. */
    requestsCpu?: string;
    /** Memory request in bytes; default `256Mi`. */
    requestsMemory?: string;
    /** Memory limit in bytes; default `512Mi`. */
    limitsMemory?: string;
}

/** Pod Security admission of the namespace; what is left out is the tier's. */
export interface PodSecurityArgs {
    /** `privileged`, `baseline` or `restricted`; default `restricted`. */
    level?: string;
    /** Version of the standards, pinned so that a cluster upgrade changes no verdict; default `v1.36`. */
    version?: string;
}

/** Where the cluster's DNS answers, so that pods under default-deny can still look names up. */
export interface DnsArgs {
    /** Namespace of the DNS servers; default `kube-system`. */
    namespace?: string;
    /** Labels of their pods; default `k8s-app: kube-dns`. */
    podLabels?: Record<string, string>;
    /** Further addresses as IP ranges, for example a node-local cache at `169.254.20.10/32`; default none. */
    cidrs?: string[];
}

/** Arguments of TeamNamespace. */
export interface TeamNamespaceArgs {
    /** Name of the environment; it is the `environment` label. */
    environment: string;
    /** `dev`, `staging` or `prod`; default the environment's name, where it is one of them. */
    tier?: string;
    /** Name of the Namespace; default the component's name. */
    namespaceName?: string;
    /** The `team` label; default `unassigned`. */
    team?: string;
    /** The `owner` label; default the team. */
    owner?: string;
    /** The `cost-center` label; default `unassigned`. */
    costCenter?: string;
    /** Hard limits of the namespace (ResourceQuota); default the tier's, and never one on limits.cpu. */
    quota?: QuotaArgs;
    /** What a container gets that names no figures (LimitRange); default the tier's. */
    containerDefaults?: ContainerDefaultsArgs;
    /** Pod Security admission; default the tier's. */
    podSecurity?: PodSecurityArgs;
    /** Where the cluster's DNS answers; default kube-dns in `kube-system`. */
    dns?: DnsArgs;
    /** `tier` (default): protected where the tier says so; `none` lifts it. */
    protection?: string;
}
