/** Paths of the programs that the suite runs. */
export type Tools = Record<"pulumi" | "etcd" | "kube-apiserver" | "kube-controller-manager", string> & {
    /** Folders of CustomResourceDefinitions. */
    definitions: string[];
    /** Whether the real Kubernetes provider is installed. */
    kubernetesPlugin: boolean;
};

/** What scripts/e2e.mjs has found or built. */
export function toolsFromEnvironment(): Tools {
    const text = process.env.WAYMARK_E2E_TOOLS;
    if (text === undefined) {
        throw new Error("start this suite with npm run test:e2e, which finds or builds the programs that it needs");
    }
    return JSON.parse(text) as Tools;
}
