import type { StandIn } from "../providers/standIn";
import { foreignCluster } from "./foreignCluster";
import { startCluster, type Cluster } from "./cluster";
import { provideDefinitions } from "./definitions";
import { Keeper } from "./keeper";
import type { KubeClient } from "./kubeClient";
import { runWithRealProvider } from "./patience";
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

/** Starts a cluster, or takes the scratch cluster of the user that was found. */
export async function startHarness(): Promise<void> {
    const tools = toolsFromEnvironment();
    const keeper = new Keeper();
    stopWhenInterrupted(keeper);
    try {
        console.log(`cluster: ${tools.foreign?.context ?? "our own"}`);
        const cluster =
            tools.foreign === undefined ? await startCluster(tools, keeper) : foreignCluster(tools.foreign.kubeconfig);
        await provideDefinitions(cluster.client, tools.definitions);
        const real = !cluster.own && tools.kubernetesPlugin;
        console.log(`Kubernetes provider: ${real ? "the real one" : "a stand-in"}`);
        if (real) {
            runWithRealProvider();
        }
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
    await current?.cluster.leave();
    await current?.keeper.end();
    current = undefined;
}

const lookMs = 500;

/** An interrupt must not wait for the test under way, nor may the suite go on when what started it was killed. */
function stopWhenInterrupted(keeper: Keeper): void {
    const end = (status: number): void => {
        void keeper
            .end()
            .then(() => current?.cluster.leave())
            .finally(() => process.exit(status));
    };
    const parent = process.ppid;
    const look = (): void => {
        if (process.ppid !== parent) {
            clearInterval(timer);
            end(1);
        }
    };
    const timer = setInterval(look, lookMs).unref();
    for (const [signal, status] of [
        ["SIGINT", 130],
        ["SIGTERM", 143],
        ["SIGHUP", 129],
    ] as const) {
        process.prependListener(signal, () => end(status));
    }
}
