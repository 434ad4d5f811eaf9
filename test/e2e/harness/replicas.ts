import { harness } from "./harness";
import type { KubeReference } from "./kubeClient";

const pauseMs = 50;

/** How many pods the API server says that a workload wants. */
export async function replicasOf(reference: KubeReference): Promise<number | undefined> {
    const object = await harness().cluster.client.read(reference);
    return (object?.spec as { replicas?: number } | undefined)?.replicas;
}

/** The lowest number that a workload wanted while something was done. */
export async function lowestReplicas(reference: KubeReference, action: () => Promise<unknown>): Promise<number> {
    let lowest = Infinity;
    const look = async (): Promise<void> => {
        lowest = Math.min(lowest, (await replicasOf(reference)) ?? 0);
    };
    const timer = setInterval(() => void look().catch(() => undefined), pauseMs);
    try {
        await action();
    } finally {
        clearInterval(timer);
    }
    await look();
    return lowest;
}

/** Does what the cluster's autoscaler does when load rises: it writes the number through the scale subresource. */
export async function scaleAsAutoscaler(reference: KubeReference, replicas: number): Promise<void> {
    const { client } = harness().cluster;
    await client.scale(reference, replicas, "kube-controller-manager");
}
