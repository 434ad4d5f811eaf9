import { harness } from "./harness";
import type { KubeObject } from "./kubeClient";

const surroundings = [
    ["v1", "Namespace"],
    ["v1", "Service"],
    ["networking.k8s.io/v1", "NetworkPolicy"],
] as const;
const workloads = [
    ["apps/v1", "Deployment"],
    ["apps/v1", "StatefulSet"],
] as const;

/** Everything in the cluster that decides who may talk to whom, with the workloads that stand for their pods. */
export async function networkOfWorkloads(): Promise<KubeObject[]> {
    return await listed([...surroundings, ...workloads]);
}

/** The same with the pods that the controllers have made, each under the name of its app: replicas are alike. */
export async function networkOfPods(): Promise<KubeObject[]> {
    const pods = (await listed([["v1", "Pod"]])).map((pod) => {
        const { name, labels = {} } = pod.metadata;
        return { ...pod, metadata: { ...pod.metadata, name: labels.app ?? name } };
    });
    return [...(await listed(surroundings)), ...pods];
}

/** What a cluster brings along there, its DNS say, differs; the tests name a DNS server of their own. */
const ofTheCluster = "kube-system";

async function listed(kinds: readonly (readonly [string, string])[]): Promise<KubeObject[]> {
    const { client } = harness().cluster;
    const objects = (await Promise.all(kinds.map(([apiVersion, kind]) => client.list(apiVersion, kind)))).flat();
    return objects.filter(({ metadata }) => metadata.namespace !== ofTheCluster);
}
