import type { StandIn } from "../providers/standIn";
import { applyDefinitions, foreignCluster, startCluster, type Cluster } from "./cluster";
import { Keeper } from "./keeper";
import { scratchClusterOf } from "./kubeAccess";
import type { KubeClient } from "./kubeClient";
import { toolsFromEnvironment, type Tools } from "./tools";

/** Everything that the suites share: the programs, a cluster, and the keeper of all that has to go again. */
export interface Harness {
    tools: Tools;
    keeper: Keeper;
    cluster: Cluster;
    /** The stand-in for the Kubernetes provider, or none where the real one is to be used. */
    standInKubernetes: (make: (client: KubeClient) => StandIn) => StandIn[];
}

let current: Harness | undefined;

/** The harness of this run. */
export function harness(): Harness {
    if (current === undefined) {
        throw new Error("the harness has not been started");
    }
    return current;
}

/** Starts a cluster, or takes the scratch cluster that KUBECONFIG names. */
export async function startHarness(): Promise<void> {
    const tools = toolsFromEnvironment();
    const keeper = new Keeper();
    stopOnSignals(keeper);
    try {
        const named = scratchClusterOf(process.env.KUBECONFIG);
        console.log(named === undefined ? "cluster: our own" : `cluster: ${named}`);
        const cluster =
            named === undefined ? await startCluster(tools, keeper) : foreignCluster(process.env.KUBECONFIG ?? "");
        await Promise.all(tools.definitions.map((folder) => applyDefinitions(cluster.client, folder)));
        const real = named !== undefined && tools.kubernetesPlugin;
        current = {
            tools,
            keeper,
            cluster,
            standInKubernetes: (make) => (real ? [] : [make(cluster.client)]),
        };
    } catch (error) {
        await keeper.end();
        throw error;
    }
}

export async function stopHarness(): Promise<void> {
    await current?.keeper.end();
    current = undefined;
}

/** An interrupt must not wait for the test under way. */
function stopOnSignals(keeper: Keeper): void {
    for (const [signal, status] of [
        ["SIGINT", 130],
        ["SIGTERM", 143],
        ["SIGHUP", 129],
    ] as const) {
        process.prependListener(signal, () => void keeper.end().then(() => process.exit(status)));
    }
}
