import { setTimeout as pause } from "node:timers/promises";
import { version } from "@pulumi/kubernetes/package.json";
import { containsUnknown, revealSecrets } from "../../../core/values";
import { KubeError, type KubeClient, type KubeObject, type KubeReference } from "../harness/kubeClient";
import { dropOwnedByOthers } from "./fieldOwnership";
import { secretsLike, withLiveValues } from "./liveState";
import { differenceOf } from "./replacement";
import type { Properties, StandIn } from "./standIn";

const manager = "waymark-e2e";
const deletionSeconds = 90;

/**
 * Stands in for the Kubernetes provider, on a real API server: previews are dry runs of server-side apply, creation and
 * update are server-side apply, so validation, defaults, Pod Security admission and quota are Kubernetes' own. Unlike
 * the real provider it doesn't wait until pods are ready.
 */
export function kubernetesProvider(client: KubeClient): StandIn {
    const apply = async (inputs: Properties, preview: boolean): Promise<Properties> => {
        if (preview && containsUnknown(inputs)) {
            return inputs;
        }
        const object = revealSecrets(withoutInternals(inputs)) as KubeObject;
        try {
            return secretsLike(inputs, settled(await client.apply(object, { manager, dryRun: preview })));
        } catch (error) {
            if (preview && isMissingNamespace(error, object)) {
                return inputs;
            }
            throw error;
        }
    };
    return {
        package: "kubernetes",
        version,
        check: (_subject, inputs) => Promise.resolve(inputs),
        diff: (_subject, oldInputs, inputs) => differenceOf(oldInputs, inputs),
        create: async (_subject, inputs, preview) => {
            const outputs = await apply(inputs, preview);
            return { id: preview ? "" : idOf(inputs), outputs };
        },
        update: async (_subject, { inputs, ignored, preview }) => {
            const live = await client.read(revealSecrets(inputs) as KubeReference);
            return apply(live === undefined ? inputs : dropOwnedByOthers(inputs, live, ignored, manager), preview);
        },
        read: async (subject, { id, inputs }) => {
            const live = await client.read(referenceOf(subject.type, id));
            return live === undefined
                ? undefined
                : { inputs: withLiveValues(inputs, live), outputs: secretsLike(inputs, settled(live)) };
        },
        delete: async (subject, id) => {
            const reference = referenceOf(subject.type, id);
            if (await client.delete(reference)) {
                await gone(client, reference);
            }
        },
    };
}

async function gone(client: KubeClient, reference: KubeReference): Promise<void> {
    const end = Date.now() + deletionSeconds * 1000;
    while ((await client.read(reference)) !== undefined) {
        if (Date.now() > end) {
            throw new Error(`${reference.kind} ${reference.metadata.name} is still there after ${deletionSeconds} s`);
        }
        await pause(200);
    }
}

/** The namespace of a preview's first run doesn't exist yet: a dry run in it proves nothing, and nothing is wrong. */
function isMissingNamespace(error: unknown, { metadata }: KubeObject): boolean {
    return (
        error instanceof KubeError &&
        error.status === 404 &&
        metadata.namespace !== undefined &&
        error.message.includes(`namespaces "${metadata.namespace}" not found`)
    );
}

/** Metadata that changes by itself, which is nobody's wish. */
const unsettled: ReadonlySet<string> = new Set(["managedFields", "resourceVersion", "generation"]);

/** The object without what changes by itself. */
function settled(object: KubeObject): Properties {
    const metadata = Object.fromEntries(Object.entries(object.metadata).filter(([key]) => !unsettled.has(key)));
    return { ...Object.fromEntries(Object.entries(object).filter(([key]) => key !== "status")), metadata };
}

/** Keys with two underscores in front are Pulumi's own. */
function withoutInternals(inputs: Properties): Properties {
    return Object.fromEntries(Object.entries(inputs).filter(([key]) => !key.startsWith("__")));
}

function idOf(inputs: Properties): string {
    const { name, namespace } = revealSecrets(inputs.metadata) as KubeReference["metadata"];
    return namespace === undefined ? name : `${namespace}/${name}`;
}

/** `kubernetes:apps/v1:Deployment` and `shop/web` name a Deployment; the group `core` is written without its name. */
function referenceOf(type: string, id: string): KubeReference {
    const [, groupVersion = "", kind = ""] = type.split(":");
    const [first = "", second] = id.split("/");
    return {
        apiVersion: groupVersion.replace(/^core\//, ""),
        kind,
        metadata: second === undefined ? { name: first } : { name: second, namespace: first },
    };
}
