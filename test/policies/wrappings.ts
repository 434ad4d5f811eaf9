import type { PolicyResource } from "../../policies";

/** Kinds that make pods: their API group and version, and where their template stands. */
export const wrappings: Record<string, { type: string; path: readonly string[] }> = {
    PodTemplate: { type: "core/v1", path: ["template"] },
    ReplicationController: { type: "core/v1", path: ["spec", "template"] },
    ReplicaSet: { type: "apps/v1", path: ["spec", "template"] },
    Deployment: { type: "apps/v1", path: ["spec", "template"] },
    StatefulSet: { type: "apps/v1", path: ["spec", "template"] },
    DaemonSet: { type: "apps/v1", path: ["spec", "template"] },
    Job: { type: "batch/v1", path: ["spec", "template"] },
    CronJob: { type: "batch/v1", path: ["spec", "jobTemplate", "spec", "template"] },
};

/** A pod as the template of another kind. */
export function wrapped(kind: string, pod: PolicyResource): PolicyResource {
    const wrapping = wrappings[kind];
    return wrapping === undefined ? pod : aroundTemplate(kind, wrapping, pod.inputs);
}

function aroundTemplate(
    kind: string,
    { type, path }: { type: string; path: readonly string[] },
    { metadata, spec }: Record<string, unknown>,
): PolicyResource {
    const template = { ...(metadata === undefined ? {} : { metadata }), spec };
    const inner = path.reduceRight<unknown>((value, key) => ({ [key]: value }), template) as Record<string, unknown>;
    const { namespace } = (metadata ?? {}) as { namespace?: unknown };
    const own = { name: "api", ...(namespace === undefined ? {} : { namespace }) };
    return { type: `kubernetes:${type}:${kind}`, name: "api", inputs: { metadata: own, ...inner } };
}
