import { z } from "zod";
import { isAmount } from "../core/quantity";
import { strictMap, withHint } from "../core/schema";
import { awsSettingsSchema } from "./awsSettings";
import { backendImages } from "./backendImages";

/** A Kubernetes quantity such as `250m` or `256Mi`. */
const quantity = z
    .string()
    .refine(isAmount, { error: withHint("this is no Kubernetes quantity", "write for example 250m, 0.5 or 256Mi") });

const count = z.int().min(0);
const seconds = z.int().min(0);

const path = z.string().startsWith("/", withHint("this is no path", "begin it with /"));
const probe = strictMap({ path, initialDelaySeconds: seconds, periodSeconds: z.int().min(1) });

/** An image that stays what it is: with a tag other than `latest`, or a digest. */
const pinnedImage = z
    .string()
    .regex(/^[^\s@]*[^\s@:/]+(:(?!latest$)[\w][\w.-]{0,127}(@sha256:[0-9a-f]{64})?|@sha256:[0-9a-f]{64})$/, {
        error: withHint("this image has no fixed version", "write a tag other than latest, or a digest"),
    });

const imageNames = Object.keys(backendImages) as (keyof typeof backendImages)[];

/** Major versions of PostgreSQL that a database may have. */
export const postgresVersions = ["14", "15", "16", "17", "18"] as const;

/** Pod Security admission: a level, and a version that is pinned so that a cluster upgrade changes no verdict. */
export const podSecurityFields = {
    level: z.enum(["privileged", "baseline", "restricted"]),
    version: z.string().regex(/^v1\.\d+$/, withHint("this is no Pod Security version", "write for example v1.36")),
};

/**
 * Everything that an environment decides for the components: one strict schema, so that a wrong value is an
 * error with its path. The values per tier are in `tiers.ts`; stack configuration may change any of them.
 */
export const tierSettingsSchema = strictMap({
    /** Pods of a service without autoscaling. */
    replicas: count,
    /** Horizontal pod autoscaling of services; a service's own arguments go before. */
    autoscaling: strictMap({
        enabled: z.boolean(),
        minReplicas: z.int().min(1),
        maxReplicas: z.int().min(1),
        /** Percent of the CPU request at which pods are added. */
        cpuPercent: z.int().min(1).max(100),
    }),
    /** Requests and limits of each container. */
    resources: strictMap({
        requests: strictMap({ cpu: quantity, memory: quantity }),
        limits: strictMap({ cpu: quantity, memory: quantity }),
    }),
    /** HTTP probes of a service that declares none. */
    probes: strictMap({ liveness: probe, readiness: probe }),
    /**
     * Seconds that a pod with a port goes on serving once it is told to stop, until no node sends to it any more; 0 for
     * none, 60 at most.
     */
    drainSeconds: z.int().min(0).max(60),
    /** Upper limit of each directory that ends with the pod (`/tmp` and the like), unless a volume says its own. */
    temporaryStorage: quantity,
    /** Identity of the process in each container. */
    security: strictMap({ runAsUser: z.int().min(1), fsGroup: z.int().min(1) }),
    /** `refused`: images without a tag, or with the tag `latest`, are errors. */
    mutableImageTags: z.enum(["allowed", "refused"]),
    /** Hard limits of the namespace (ResourceQuota). There is none on limits.cpu: no CPU limit is asked of anybody. */
    quota: strictMap({
        requestsCpu: quantity,
        requestsMemory: quantity,
        limitsMemory: quantity,
        pods: count,
        persistentVolumeClaims: count,
        loadBalancers: count,
        nodePorts: count,
    }),
    /** What a container without own figures gets in the namespace (LimitRange). */
    containerDefaults: strictMap({ requestsCpu: quantity, requestsMemory: quantity, limitsMemory: quantity }),
    /** Pod Security admission of the namespace. */
    podSecurity: strictMap(podSecurityFields),
    /** `protect`: what holds data, and the namespace around it, is protected and kept on deletion. */
    protection: z.enum(["protect", "none"]),
    /** What stands behind a PostgresDatabase. */
    database: strictMap({ backend: z.enum(["container"]), version: z.enum(postgresVersions), storage: quantity }),
    /** What stands behind a resource by its type, for example `s3: aws`; a type that isn't named has its first backend. */
    backends: z.record(z.string(), z.string()),
    /** Image of each server that stands behind resources in the cluster. */
    backendImages: strictMap(
        Object.fromEntries(imageNames.map((name) => [name, pinnedImage])) as Record<
            keyof typeof backendImages,
            typeof pinnedImage
        >,
    ),
    /** Size of the volume of each such server, unless params say another. */
    backendStorage: quantity,
    /** Sizes and versions of what is made in AWS. */
    aws: awsSettingsSchema,
    /** What a `route` becomes. For an Ingress, the namespace that its controller sends requests from has to be named. */
    route: strictMap({
        kind: z.enum(["HTTPRoute", "Ingress"]),
        /** Class of an Ingress; without it the cluster's default. */
        ingressClass: z.string().min(1).optional(),
        ingressNamespace: z.string().min(1).optional(),
        /** Whether an Ingress serves its host with TLS; without one of the two below with its controller's certificate. */
        tls: z.boolean(),
        /** ClusterIssuer of cert-manager that makes a certificate for each Ingress. */
        clusterIssuer: z.string().min(1).optional(),
        /** Secret with a certificate that is there in the namespace. */
        tlsSecret: z.string().min(1).optional(),
    }),
});

/** What `tierSettingsSchema` accepts. */
export type TierSettings = z.infer<typeof tierSettingsSchema>;
