import type { Environment } from "./environment";
import { harness } from "./harness";
import type { KubeObject } from "./kubeClient";

/** Everything that an environment can leave on the API server, the namespace first. */
const kinds = [
    ["apps/v1", "Deployment"],
    ["apps/v1", "StatefulSet"],
    ["autoscaling/v2", "HorizontalPodAutoscaler"],
    ["policy/v1", "PodDisruptionBudget"],
    ["networking.k8s.io/v1", "NetworkPolicy"],
    ["gateway.networking.k8s.io/v1", "HTTPRoute"],
    ["v1", "Service"],
    ["v1", "Secret"],
    ["v1", "ConfigMap"],
    ["v1", "PersistentVolumeClaim"],
    ["v1", "ServiceAccount"],
    ["v1", "LimitRange"],
    ["v1", "ResourceQuota"],
] as const;

/** Objects that hold data, or that take it with them when they go. */
const holdingData: ReadonlySet<string> = new Set(["StatefulSet", "PersistentVolumeClaim"]);

/** What Kubernetes itself puts into every namespace. */
const ofTheCluster = new Set(["ConfigMap/kube-root-ca.crt", "ServiceAccount/default"]);

/** The names of all objects in the environment's namespace that somebody wanted there, and of the namespace. */
export async function leftOf(environment: Environment): Promise<string[]> {
    return (await objectsOf(environment))
        .map(({ kind, metadata }) => `${kind}/${metadata.name}`)
        .filter((name) => !ofTheCluster.has(name));
}

/** The identities of what holds data: one that was deleted and made anew has another. */
export async function dataOf(environment: Environment): Promise<string[]> {
    return (await objectsOf(environment))
        .filter(({ kind }) => kind === "Namespace" || holdingData.has(kind))
        .map(({ kind, metadata }) => `${kind}/${metadata.name} ${String(metadata.uid)}`);
}

/** Every object of the environment as the API server stores it, the namespace first. */
export async function objectsOf(environment: Environment): Promise<KubeObject[]> {
    const reference = { apiVersion: "v1", kind: "Namespace", metadata: { name: environment.namespace } };
    const namespace = await harness().cluster.client.read(reference);
    const lists = await Promise.all(kinds.map(([apiVersion, kind]) => environment.objects(apiVersion, kind)));
    return [...(namespace === undefined ? [] : [namespace]), ...lists.flat()];
}
