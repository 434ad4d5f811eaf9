/** Group and kind of an object; `core` is the group of Pods and their like. */
export interface GroupKind {
    group: string;
    kind: string;
}

/** Whether a group is one of Kubernetes' own: without a dot (`apps`), or below k8s.io. */
export function isBuiltIn(group: string): boolean {
    return !group.includes(".") || group.endsWith(".k8s.io");
}

/**
 * Whether a selector names an object's kind: `Deployment` is Kubernetes' own of that name in whatever group and version,
 * `serving.knative.dev/Service` somebody else's, `*` every kind.
 */
export function matchesKind(selector: string, { group, kind }: GroupKind): boolean {
    if (selector === "*") {
        return true;
    }
    const slash = selector.indexOf("/");
    return slash === -1
        ? selector === kind && isBuiltIn(group)
        : selector.slice(0, slash) === group && selector.slice(slash + 1) === kind;
}

/** Kinds without a namespace among Kubernetes' own. */
const clusterWide: ReadonlySet<string> = new Set([
    "APIService",
    "CertificateSigningRequest",
    "ClusterRole",
    "ClusterRoleBinding",
    "ClusterTrustBundle",
    "CSIDriver",
    "CSINode",
    "CustomResourceDefinition",
    "DeviceClass",
    "FlowSchema",
    "GatewayClass",
    "IngressClass",
    "MutatingAdmissionPolicy",
    "MutatingAdmissionPolicyBinding",
    "MutatingWebhookConfiguration",
    "Namespace",
    "Node",
    "PersistentVolume",
    "PodSecurityPolicy",
    "PriorityClass",
    "PriorityLevelConfiguration",
    "RuntimeClass",
    "ServiceCIDR",
    "IPAddress",
    "StorageClass",
    "StorageVersion",
    "ValidatingAdmissionPolicy",
    "ValidatingAdmissionPolicyBinding",
    "ValidatingWebhookConfiguration",
    "VolumeAttachment",
    "VolumeAttributesClass",
    "VolumeSnapshotClass",
    "VolumeSnapshotContent",
]);

/** Whether objects of a kind live in a namespace; of somebody else's kinds that isn't known and taken for yes. */
export function isNamespaced({ group, kind }: GroupKind): boolean {
    return !(isBuiltIn(group) && clusterWide.has(kind));
}
