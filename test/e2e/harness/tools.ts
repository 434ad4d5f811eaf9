/** Paths of the programs that make a cluster of our own. */
export type ClusterTools = Record<"etcd" | "kube-apiserver" | "kube-controller-manager", string>;

/** What the suite runs: programs by their paths, and a cluster of the user's own or what makes one of ours. */
export type Tools = {
    pulumi: string;
    /** Folders of CustomResourceDefinitions; none where only Go could bring them and it is absent. */
    definitions: string[];
    /** Whether the real Kubernetes provider is installed. */
    kubernetesPlugin: boolean;
    /** Whether Pulumi's language host for Node is installed. */
    languageHost: boolean;
} & (({ foreign?: undefined } & ClusterTools) | { foreign: { kubeconfig: string; context: string } });

/** What scripts/e2e.mjs has found or built. */
export function toolsFromEnvironment(): Tools {
    const text = process.env.WAYMARK_E2E_TOOLS;
    if (text === undefined) {
        throw new Error("start this suite with npm run test:e2e, which finds or builds the programs that it needs");
    }
    return JSON.parse(text) as Tools;
}
