import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseAllDocuments } from "yaml";
import type { KubeClient, KubeObject } from "./kubeClient";
import { until } from "./until";

/** Kinds of definitions that the examples need. */
const needed = [["gateway.networking.k8s.io/v1", "HTTPRoute"]] as const;

/**
 * Makes sure that the API server serves the custom resources of the examples. What it serves already stays as it is;
 * else the definitions in the folders are applied.
 *
 * @throws Error where there is nothing to apply
 */
export async function provideDefinitions(client: KubeClient, folders: readonly string[]): Promise<void> {
    const served = await Promise.all(needed.map(([apiVersion, kind]) => client.serves(apiVersion, kind)));
    if (served.every(Boolean)) {
        return;
    }
    if (folders.length === 0) {
        throw new Error("this cluster lacks the Gateway API: install its standard channel, or Go, which brings it");
    }
    await Promise.all(folders.map((folder) => applyDefinitions(client, folder)));
}

/** Applies the CustomResourceDefinitions in a folder, and waits until the API server serves them. */
async function applyDefinitions(client: KubeClient, folder: string): Promise<void> {
    const objects = readdirSync(folder)
        .filter((file) => file.endsWith(".yaml"))
        .flatMap((file) => parseAllDocuments(readFileSync(join(folder, file), "utf8")))
        .map((document) => document.toJS() as KubeObject | null)
        .filter((object): object is KubeObject => object?.kind === "CustomResourceDefinition");
    await Promise.all(objects.map((object) => client.apply(object, { manager: "waymark-e2e" })));
    await until("the CustomResourceDefinitions are established", 30, async () => {
        const stored = await Promise.all(objects.map((object) => client.read(object)));
        return stored.every((object) => {
            const { conditions = [] } = (object?.status ?? {}) as { conditions?: { type: string; status: string }[] };
            return conditions.some(({ type, status }) => type === "Established" && status === "True");
        });
    });
}
