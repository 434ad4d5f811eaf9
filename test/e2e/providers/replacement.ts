import { isDeepStrictEqual } from "node:util";
import { revealSecrets } from "../../../core/values";
import type { KubeReference } from "../harness/kubeClient";
import type { Difference, Properties } from "./standIn";

/** Paths that Kubernetes never changes in an existing object, by kind; the names count for every kind. */
const immutablePaths: Record<string, readonly string[]> = {
    Deployment: ["spec.selector"],
    StatefulSet: ["spec.selector", "spec.serviceName", "spec.podManagementPolicy", "spec.volumeClaimTemplates"],
    Job: ["spec.selector", "spec.template"],
    PersistentVolumeClaim: ["spec.accessModes", "spec.storageClassName", "spec.volumeMode"],
    Secret: ["type"],
};
const named = ["kind", "metadata.name", "metadata.namespace"];

/** What a change of inputs means: which properties differ, and whether only a new object can have them. */
export function differenceOf(oldInputs: Properties, inputs: Properties): Difference {
    const [before, after] = [revealSecrets(oldInputs) as Properties, revealSecrets(inputs) as Properties];
    const differs = (path: string): boolean => !isDeepStrictEqual(valueAt(before, path), valueAt(after, path));
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    const changed = keys.filter((key) => !key.startsWith("__")).filter(differs);
    const frozen = after.immutable === true ? ["data", "binaryData"] : [];
    const paths = [...named, ...(immutablePaths[String(after.kind)] ?? []), ...frozen];
    const replaces = [...new Set(paths.filter(differs).map((path) => path.split(".")[0] ?? path))];
    const { name: oldName, namespace: oldNamespace } = before.metadata as KubeReference["metadata"];
    const { name, namespace } = after.metadata as KubeReference["metadata"];
    return {
        changed,
        replaces,
        // Two objects can't have one name.
        deleteBeforeReplace: replaces.length > 0 && oldName === name && oldNamespace === namespace,
    };
}

function valueAt(value: unknown, path: string): unknown {
    return path
        .split(".")
        .reduce<unknown>(
            (inner, step) => (typeof inner === "object" && inner !== null ? (inner as Properties)[step] : undefined),
            value,
        );
}
