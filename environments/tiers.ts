import { prodAws, smallAws } from "./awsSettings";
import { backendImages } from "./backendImages";
import type { TierSettings } from "./tierSettings";

/** The three tiers; an environment of any name maps to one of them. */
export const tierNames = ["dev", "staging", "prod"] as const;

/** One of the three tiers. */
export type Tier = (typeof tierNames)[number];

/**
 * Pod Security version of namespaces and policies, pinned: a newer one may refuse what ran yesterday.
 * Moves with a release and a changelog line.
 */
export const podSecurityVersion = "v1.36";

/** What is the same in every tier. Probes, identity and resources are those of the golden path's Terraform module. */
const everywhere = {
    resources: { requests: { cpu: "250m", memory: "256Mi" }, limits: { cpu: "500m", memory: "512Mi" } },
    probes: {
        liveness: { path: "/healthz", initialDelaySeconds: 10, periodSeconds: 30 },
        readiness: { path: "/ready", initialDelaySeconds: 5, periodSeconds: 10 },
    },
    drainSeconds: 5,
    temporaryStorage: "1Gi",
    security: { runAsUser: 1001, fsGroup: 2001 },
    containerDefaults: { requestsCpu: "250m", requestsMemory: "256Mi", limitsMemory: "512Mi" },
    podSecurity: { level: "restricted", version: podSecurityVersion },
    database: { backend: "container", version: "17", storage: "10Gi" },
    backendImages,
    backendStorage: "5Gi",
    route: { kind: "HTTPRoute", tls: true },
} satisfies Partial<TierSettings>;

const smallQuota: TierSettings["quota"] = {
    requestsCpu: "8",
    requestsMemory: "16Gi",
    limitsMemory: "32Gi",
    pods: 50,
    persistentVolumeClaims: 20,
    loadBalancers: 0,
    nodePorts: 0,
};

/** The figures autoscaling would use; only prod switches it on. */
const autoscaling = { minReplicas: 3, maxReplicas: 10, cpuPercent: 75 };

/** A model in the cluster is for trying things out; elsewhere somebody runs one, or sells it. */
const backendsOutsideDev: TierSettings["backends"] = { "llm-model": "static" };

/** The tiers as data. */
export const tiers: Readonly<Record<Tier, TierSettings>> = {
    dev: {
        ...everywhere,
        replicas: 1,
        autoscaling: { enabled: false, ...autoscaling },
        mutableImageTags: "allowed",
        backends: {},
        aws: smallAws,
        quota: smallQuota,
        protection: "none",
    },
    staging: {
        ...everywhere,
        replicas: 1,
        autoscaling: { enabled: false, ...autoscaling },
        mutableImageTags: "refused",
        backends: backendsOutsideDev,
        aws: smallAws,
        quota: smallQuota,
        protection: "protect",
    },
    prod: {
        ...everywhere,
        replicas: 3,
        autoscaling: { enabled: true, ...autoscaling },
        mutableImageTags: "refused",
        backends: backendsOutsideDev,
        aws: prodAws,
        quota: {
            requestsCpu: "32",
            requestsMemory: "64Gi",
            limitsMemory: "128Gi",
            pods: 200,
            persistentVolumeClaims: 50,
            loadBalancers: 0,
            nodePorts: 0,
        },
        protection: "protect",
    },
};
