/** Hard limits of the namespace; what is left out is the tier's. */
export interface QuotaArgs {
    /** Sum of CPU requests, for example `32`. */
    requestsCpu?: string;
    /** Sum of memory requests, for example `64Gi`. */
    requestsMemory?: string;
    /** Sum of memory limits, for example `128Gi`. */
    limitsMemory?: string;
    pods?: number;
    persistentVolumeClaims?: number;
    loadBalancers?: number;
    nodePorts?: number;
}

/** What a container gets that names no figures of its own; what is left out is the tier's. */
export interface ContainerDefaultsArgs {
    requestsCpu?: string;
    requestsMemory?: string;
    limitsMemory?: string;
}

/** Pod Security admission of the namespace; what is left out is the tier's. */
export interface PodSecurityArgs {
    /** `privileged`, `baseline` or `restricted`. */
    level?: string;
    /** For example `v1.36`. */
    version?: string;
}

/** Where the cluster's DNS answers, so that pods under default-deny can still look names up. */
export interface DnsArgs {
    /** Default `kube-system`. */
    namespace?: string;
    /** Default `k8s-app: kube-dns`. */
    podLabels?: Record<string, string>;
    /** Further addresses, for example a node-local cache at `169.254.20.10/32`. */
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
    quota?: QuotaArgs;
    containerDefaults?: ContainerDefaultsArgs;
    podSecurity?: PodSecurityArgs;
    dns?: DnsArgs;
    /** `tier` (default): protected where the tier says so; `none` lifts it. */
    protection?: string;
}
