import type { Labels } from "../../../engine/networkPolicies/labelSelector";

/** Kubernetes objects in as few words as a test can do with. */
export function pod(id: string, labels: Labels = {}, rest: { spec?: object; status?: object } = {}): object {
    const spec = { containers: [{ name: "main" }], ...rest.spec };
    return { apiVersion: "v1", kind: "Pod", metadata: { ...names(id), labels }, spec, status: rest.status };
}

export function deployment(id: string, labels: Labels, ports: readonly object[] = []): object {
    const template = { metadata: { labels }, spec: { containers: [{ name: "main", ports }] } };
    return { apiVersion: "apps/v1", kind: "Deployment", metadata: names(id), spec: { template } };
}

export function namespace(name: string, labels: Labels = {}): object {
    return { apiVersion: "v1", kind: "Namespace", metadata: { name, labels } };
}

export function service(id: string, spec: object): object {
    return { apiVersion: "v1", kind: "Service", metadata: names(id), spec };
}

export function policy(id: string, spec: object): object {
    return { apiVersion: "networking.k8s.io/v1", kind: "NetworkPolicy", metadata: names(id), spec };
}

function names(id: string) {
    const [namespace, name] = id.split("/");
    return { namespace, name };
}
