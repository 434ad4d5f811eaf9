import type { Cluster } from "./cluster";
import { accessFrom } from "./kubeAccess";
import { KubeClient, type KubeReference } from "./kubeClient";
import { until } from "./until";

const deletionSeconds = 180;

/** A cluster that somebody else runs, and that is to be left as it was found. */
export function foreignCluster(kubeconfig: string): Cluster {
    const refuse = (): Promise<void> => Promise.reject(new Error("this cluster is not ours to stop"));
    const client = new KubeClient(accessFrom(kubeconfig));
    const entered = new Set<string>();
    const enter = async (name: string): Promise<void> => {
        if (!entered.has(name) && (await client.read(namespace(name))) !== undefined) {
            throw new Error(
                `the namespace ${name} exists already; the suite makes it and deletes it, so remove it first`,
            );
        }
        entered.add(name);
    };
    const leave = async (): Promise<void> => {
        await Promise.all([...entered].map((name) => client.delete(namespace(name))));
        await until("the suite's namespaces are gone", deletionSeconds, async () => {
            const left = await Promise.all([...entered].map((name) => client.read(namespace(name))));
            return left.every((object) => object === undefined);
        });
    };
    return { kubeconfig, client, own: false, stopApiServer: refuse, startApiServer: refuse, enter, leave };
}

function namespace(name: string): KubeReference {
    return { apiVersion: "v1", kind: "Namespace", metadata: { name } };
}
