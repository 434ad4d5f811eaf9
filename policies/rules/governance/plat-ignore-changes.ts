import { KubeObject } from "../../model/kubeObject";
import type { ResourceView } from "../../model/resourceView";
import type { Value } from "../../model/value";
import { violation } from "../../outcome";
import { defineRule } from "../../rule";

/** By the kind of object what security rules read, pods excepted. */
const objectPaths: Readonly<Record<string, readonly string[]>> = {
    Namespace: ["metadata.labels"],
    NetworkPolicy: ["spec"],
    Service: ["spec.type", "spec.externalIPs", "spec.loadBalancerSourceRanges"],
    Ingress: ["metadata.annotations", "spec.rules", "spec.tls"],
    Role: ["rules"],
    ClusterRole: ["rules", "aggregationRule"],
    RoleBinding: ["subjects", "roleRef"],
    ClusterRoleBinding: ["subjects", "roleRef"],
    ServiceAccount: ["automountServiceAccountToken", "metadata.annotations"],
    ConfigMap: ["data"],
};

/** Below the spec of a pod. */
const podPaths = [
    ...["volumes", "securityContext", "hostNetwork", "hostPID", "hostIPC", "hostUsers"],
    ...["serviceAccountName", "automountServiceAccountToken"],
    ...["containers", "initContainers", "ephemeralContainers"].flatMap((list) =>
        ["image", "securityContext", "env", "volumeMounts", "ports"].map((field) => `${list}[*].${field}`),
    ),
];

/** Of resources of AWS, whatever their type: what opens, encrypts or allows. */
const awsPaths = [
    ...["ingress", "egress", "cidrBlocks", "securityGroups", "vpcSecurityGroupIds", "publiclyAccessible"],
    ...["policy", "assumeRolePolicy", "acl", "grants", "managedPolicyArns", "inlinePolicies", "vpcConfig"],
    ...["storageEncrypted", "encrypted", "serverSideEncryptionConfiguration", "transitEncryptionEnabled"],
    ...["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"],
    ...["deletionProtection", "iamDatabaseAuthenticationEnabled", "enableKeyRotation"],
];

export const platIgnoreChanges = defineRule({
    id: "plat-ignore-changes",
    group: "governance",
    target: "resource",
    types: ["kubernetes:*", "aws:*"],
    title: "Changes of what security rules read are not ignored",
    severity: "low",
    since: "0.1.0",
    adapters: ["pulumi"],
    why: "what the program says there is never applied, so a repair in the program repairs nothing",
    details: `Pulumi's resource option \`ignoreChanges\` with a path at, above or below what security rules read: of pods their
images, security contexts, environment, volumes, ports and host namespaces; of other objects of Kubernetes roles, bindings,
network policies, exposure and the labels of Namespaces; of AWS rules of traffic, policies, encryption and public access.

Policies judge the inputs that will be applied, which are the old ones there. Always advisory: an autoscaler or another
controller may well own such a field. Plain manifests and exports of a stack don't hold the option; previews do.`,
    fix: "take the path out of ignoreChanges, or say in the program why something else owns it",
    *check(resource) {
        const { ignoreChanges = [] } = resource.resource;
        const wanted = ignoreChanges.length === 0 ? [] : securityPaths(resource);
        const found = new Set<Value>();
        for (const ignored of ignoreChanges.map(segments)) {
            const at = resource.get(...leadingKeys(ignored));
            if (!found.has(at) && wanted.some((path) => overlap(path, ignored))) {
                found.add(at);
                yield violation(at, "changes of this, which security rules read, are ignored");
            }
        }
    },
});

function securityPaths(resource: ResourceView): string[][] {
    if (!(resource instanceof KubeObject)) {
        return resource.type.startsWith("aws:") ? awsPaths.map(segments) : [];
    }
    const own = Object.entries(objectPaths).flatMap(([kind, paths]) => (resource.isKind(kind) ? paths : []));
    const pods = resource.pods.flatMap(({ spec }) => {
        const above = spec.steps.map(String);
        return podPaths.map((path) => [...above, ...segments(path)]);
    });
    return [...own.map(segments), ...pods];
}

/** `spec.containers[0]["a.b"]` as its keys and indexes. */
function segments(path: string): string[] {
    return [...path.matchAll(/\["([^"]*)"\]|\[([^\]]*)\]|([^.[\]]+)/g)].map(
        ([, quoted, index, key]) => quoted ?? index ?? key ?? "",
    );
}

function leadingKeys(path: readonly string[]): string[] {
    const end = path.findIndex((segment) => /^(\d+|\*)$/.test(segment));
    return path.slice(0, end === -1 ? undefined : end);
}

/** Whether one is the other, above or below it; a star and an index mean any item. */
function overlap(a: readonly string[], b: readonly string[]): boolean {
    const length = Math.min(a.length, b.length);
    return a.slice(0, length).every((segment, at) => segment === b[at] || segment === "*" || b[at] === "*");
}
