/** Versions of Kubernetes' own API that are on their way out, or gone. */
export interface DeprecatedApi {
    apiVersion: string;
    kinds: readonly string[];
    /** Minor of the Kubernetes version (1.x) from which on it is deprecated. */
    deprecated: number;
    /** Minor of the first version that doesn't serve it any more; undefined where it stays. */
    removed?: number;
    /** What to write instead; undefined where nothing takes its place. */
    successor?: string;
}

/**
 * When the list was last compared: row by row with the lifecycle methods (`APILifecycleDeprecated`, `APILifecycleRemoved`) that
 * the Go modules k8s.io/api, apiextensions-apiserver and kube-aggregator of Kubernetes 1.36.3 carry, those of k8s.io/api
 * 0.32.3 for autoscaling/v2beta1 and v2beta2, and of 0.22.17 for PodSecurityPolicy, which newer ones hold no more. The
 * removals up to 1.32 also with a stored copy of the documentation's "Deprecated API Migration Guide". That Endpoints are deprecated
 * since 1.33 is what Kubernetes' blog says. Nothing is from memory.
 */
export const asOf = "2026-11-28";

const webhooks = ["MutatingWebhookConfiguration", "ValidatingWebhookConfiguration"];
const roles = ["ClusterRole", "ClusterRoleBinding", "Role", "RoleBinding"];
const flowControl = ["FlowSchema", "PriorityLevelConfiguration"];
const devices = ["DeviceClass", "ResourceClaim", "ResourceClaimTemplate", "ResourceSlice"];

/** Without alpha versions: those are advised against anyway. */
export const deprecatedApis: readonly DeprecatedApi[] = [
    row("admissionregistration.k8s.io/v1beta1", webhooks, 16, 22, "admissionregistration.k8s.io/v1"),
    row(
        "admissionregistration.k8s.io/v1beta1",
        ["ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding"],
        31,
        34,
        "admissionregistration.k8s.io/v1",
    ),
    row(
        "admissionregistration.k8s.io/v1beta1",
        ["MutatingAdmissionPolicy", "MutatingAdmissionPolicyBinding"],
        37,
        40,
        "admissionregistration.k8s.io/v1",
    ),
    row("apiextensions.k8s.io/v1beta1", ["CustomResourceDefinition"], 16, 22, "apiextensions.k8s.io/v1"),
    row("apiregistration.k8s.io/v1beta1", ["APIService"], 19, 22, "apiregistration.k8s.io/v1"),
    row("apps/v1beta1", ["ControllerRevision", "Deployment", "StatefulSet"], 8, 16, "apps/v1"),
    row(
        "apps/v1beta2",
        ["ControllerRevision", "DaemonSet", "Deployment", "ReplicaSet", "StatefulSet"],
        9,
        16,
        "apps/v1",
    ),
    row("autoscaling/v2beta1", ["HorizontalPodAutoscaler"], 22, 25, "autoscaling/v2"),
    row("autoscaling/v2beta2", ["HorizontalPodAutoscaler"], 23, 26, "autoscaling/v2"),
    row("batch/v1beta1", ["CronJob"], 21, 25, "batch/v1"),
    row("certificates.k8s.io/v1beta1", ["CertificateSigningRequest"], 19, 22, "certificates.k8s.io/v1"),
    row("certificates.k8s.io/v1beta1", ["ClusterTrustBundle"], 37, 40),
    row("certificates.k8s.io/v1beta1", ["PodCertificateRequest"], 38, 41),
    row("coordination.k8s.io/v1beta1", ["Lease"], 19, 22, "coordination.k8s.io/v1"),
    row("coordination.k8s.io/v1beta1", ["LeaseCandidate"], 36, 39),
    row("discovery.k8s.io/v1beta1", ["EndpointSlice"], 21, 25, "discovery.k8s.io/v1"),
    row("events.k8s.io/v1beta1", ["Event"], 22, 25, "events.k8s.io/v1"),
    row("extensions/v1beta1", ["DaemonSet", "Deployment", "ReplicaSet"], 8, 16, "apps/v1"),
    row("extensions/v1beta1", ["Ingress"], 14, 22, "networking.k8s.io/v1"),
    row("extensions/v1beta1", ["NetworkPolicy"], 9, 16, "networking.k8s.io/v1"),
    row("extensions/v1beta1", ["PodSecurityPolicy"], 11, 16),
    row("flowcontrol.apiserver.k8s.io/v1beta1", flowControl, 23, 26, "flowcontrol.apiserver.k8s.io/v1"),
    row("flowcontrol.apiserver.k8s.io/v1beta2", flowControl, 26, 29, "flowcontrol.apiserver.k8s.io/v1"),
    row("flowcontrol.apiserver.k8s.io/v1beta3", flowControl, 29, 32, "flowcontrol.apiserver.k8s.io/v1"),
    row("networking.k8s.io/v1beta1", ["Ingress", "IngressClass"], 19, 22, "networking.k8s.io/v1"),
    row("networking.k8s.io/v1beta1", ["IPAddress", "ServiceCIDR"], 34, 37, "networking.k8s.io/v1"),
    row("node.k8s.io/v1beta1", ["RuntimeClass"], 22, 25, "node.k8s.io/v1"),
    row("policy/v1beta1", ["PodDisruptionBudget"], 21, 25, "policy/v1"),
    row("policy/v1beta1", ["PodSecurityPolicy"], 21, 25),
    row("rbac.authorization.k8s.io/v1beta1", roles, 17, 22, "rbac.authorization.k8s.io/v1"),
    row("resource.k8s.io/v1beta1", devices, 35, 38, "resource.k8s.io/v1"),
    row("resource.k8s.io/v1beta2", devices, 36, 39, "resource.k8s.io/v1"),
    row("resource.k8s.io/v1beta2", ["DeviceTaintRule"], 39, 42),
    row("scheduling.k8s.io/v1beta1", ["PriorityClass"], 14, 22, "scheduling.k8s.io/v1"),
    row("storage.k8s.io/v1beta1", ["CSIDriver", "StorageClass", "VolumeAttachment"], 19, 22, "storage.k8s.io/v1"),
    row("storage.k8s.io/v1beta1", ["CSINode"], 17, 22, "storage.k8s.io/v1"),
    row("storage.k8s.io/v1beta1", ["CSIStorageCapacity"], 24, 27, "storage.k8s.io/v1"),
    row("storage.k8s.io/v1beta1", ["VolumeAttributesClass"], 34, 37, "storage.k8s.io/v1"),
    row("storagemigration.k8s.io/v1beta1", ["StorageVersionMigration"], 38, 41),
    row("v1", ["Endpoints"], 33, undefined, "discovery.k8s.io/v1 (kind EndpointSlice)"),
];

function row(
    apiVersion: string,
    kinds: readonly string[],
    deprecated: number,
    removed?: number,
    successor?: string,
): DeprecatedApi {
    return { apiVersion, kinds, deprecated, removed, successor };
}

/** API groups that Kubernetes itself serves; other groups below k8s.io belong to projects around it. */
export const kubernetesGroups: ReadonlySet<string> = new Set([
    "admissionregistration.k8s.io",
    "apiextensions.k8s.io",
    "apiregistration.k8s.io",
    "apps",
    "auditregistration.k8s.io",
    "authentication.k8s.io",
    "authorization.k8s.io",
    "autoscaling",
    "batch",
    "certificates.k8s.io",
    "coordination.k8s.io",
    "core",
    "discovery.k8s.io",
    "events.k8s.io",
    "extensions",
    "flowcontrol.apiserver.k8s.io",
    "internal.apiserver.k8s.io",
    "networking.k8s.io",
    "node.k8s.io",
    "policy",
    "rbac.authorization.k8s.io",
    "resource.k8s.io",
    "scheduling.k8s.io",
    "settings.k8s.io",
    "storage.k8s.io",
    "storagemigration.k8s.io",
]);
