import { ContainerView } from "./containerView";
import type { Value } from "./value";

/** Where each built-in kind keeps its pod template; versions don't matter, older ones keep it in the same place. */
const templates: Record<string, readonly string[]> = {
    "core:Pod": [],
    "core:PodTemplate": ["template"],
    "core:ReplicationController": ["spec", "template"],
    "apps:Deployment": ["spec", "template"],
    "apps:StatefulSet": ["spec", "template"],
    "apps:DaemonSet": ["spec", "template"],
    "apps:ReplicaSet": ["spec", "template"],
    "extensions:Deployment": ["spec", "template"],
    "extensions:DaemonSet": ["spec", "template"],
    "extensions:ReplicaSet": ["spec", "template"],
    "batch:Job": ["spec", "template"],
    "batch:CronJob": ["spec", "jobTemplate", "spec", "template"],
};

/** A pod, or the template of one, with what holds for each container worked out once. */
export class PodView {
    readonly metadata: Value;
    readonly spec: Value;
    /** Lists of containers that are not known yet. */
    readonly unknownLists: readonly Value[];
    readonly containers: readonly ContainerView[];

    constructor(
        template: Value,
        /** From a patch: what is absent may be set by somebody else. */
        readonly partial: boolean,
    ) {
        this.metadata = template.get("metadata");
        this.spec = template.get("spec");
        const lists = {
            init: this.spec.get("initContainers"),
            main: this.spec.get("containers"),
            ephemeral: this.spec.get("ephemeralContainers"),
        };
        this.unknownLists = Object.values(lists).filter((list) => list.isUnknown);
        this.containers = (["init", "main", "ephemeral"] as const).flatMap((role) =>
            lists[role].items().map((body) => new ContainerView(this.spec, body, role, partial)),
        );
    }

    /** A label of the pod. */
    label(key: string): Value {
        return this.metadata.get("labels", key);
    }

    /** A field of the pod's own security context. */
    security(key: string): Value {
        return this.spec.get("securityContext", key);
    }
}

/** The pod that an object of this group and kind is or makes; undefined where it makes none. */
export function podOf(group: string, kind: string, body: Value, partial: boolean): PodView | undefined {
    // A workload under the wrong group (`apiVersion: v1`) is a mistake that the API server refuses; it is judged all the same.
    const groups = group === "core" ? ["core", "apps", "batch"] : [group];
    const path = groups.map((one) => templates[`${one}:${kind}`]).find((found) => found !== undefined);
    return path === undefined ? undefined : new PodView(body.get(...path), partial);
}
