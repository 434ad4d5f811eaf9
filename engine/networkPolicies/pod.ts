import { z } from "zod";
import type { Labels } from "./labelSelector";
import { protocols, type Protocol } from "./policy";
import { metadata, namespaceOf, readObject } from "./readObject";

/** A pod as NetworkPolicies see it. */
export interface Pod {
    /** `<namespace>/<name>`; for one of a workload the workload's name. */
    id: string;
    namespace: string;
    name: string;
    labels: Labels;
    /** What its containers say they listen on; counts for ports by name only. */
    ports: readonly ContainerPort[];
    /** Its own addresses, the main one first; empty where nobody knows them. */
    ips: readonly string[];
    /** Addresses of the node that it runs on; empty where nobody knows them. */
    nodeIps: readonly string[];
    /** True for a pod in its node's network: for NetworkPolicies it is the node, and no pod. */
    hostNetwork: boolean;
    /** True where it stands for every pod that a workload makes of its template. */
    isTemplate: boolean;
}

/** A port of a container. */
interface ContainerPort {
    name?: string | null;
    containerPort: number;
    protocol: Protocol;
}

const container = z.object({
    ports: z
        .array(
            z.object({
                name: z.string().nullish(),
                containerPort: z.int(),
                protocol: z
                    .enum(protocols)
                    .nullish()
                    .transform((protocol) => protocol ?? "TCP"),
            }),
        )
        .nullish(),
    restartPolicy: z.string().nullish(),
});

const podSpec = z.object({
    hostNetwork: z.boolean().nullish(),
    containers: z.array(container).nullish(),
    initContainers: z.array(container).nullish(),
});

const address = z.object({ ip: z.string() });

const podStatus = z.object({
    phase: z.string().nullish(),
    podIP: z.string().nullish(),
    podIPs: z.array(address).nullish(),
    hostIP: z.string().nullish(),
    hostIPs: z.array(address).nullish(),
});

const pod = z.object({ metadata, spec: podSpec, status: podStatus.nullish() });

const template = z.object({ metadata: metadata.pick({ labels: true }).nullish(), spec: podSpec });
const workload = z.object({ metadata, spec: z.object({ template }) });
const cronJob = z.object({ metadata, spec: z.object({ jobTemplate: z.object({ spec: z.object({ template }) }) }) });

const workloadKinds = ["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "ReplicationController", "Job"];

/** The kinds of objects that are pods or make them. */
export const podKinds: readonly string[] = ["Pod", "CronJob", ...workloadKinds];

/**
 * The pod that an object is, or that stands for those which it makes; none where it has ended.
 * Labels that only a controller adds, such as `pod-template-hash`, a template doesn't have.
 */
export function readPods(object: object & { kind?: unknown }): Pod[] {
    if (object.kind === "Pod") {
        return readPod(object);
    }
    if (object.kind === "CronJob") {
        const { metadata, spec } = readObject(cronJob, object);
        return [podOf(metadata, spec.jobTemplate.spec.template)];
    }
    const { metadata, spec } = readObject(workload, object);
    return [podOf(metadata, spec.template)];
}

function readPod(object: object): Pod[] {
    const { metadata, spec, status } = readObject(pod, object);
    if (status?.phase === "Succeeded" || status?.phase === "Failed") {
        return []; // its address may be another pod's by now
    }
    return [
        {
            ...podOf(metadata, { metadata, spec }),
            ips: unique([status?.podIP, ...(status?.podIPs ?? []).map(({ ip }) => ip)]),
            nodeIps: unique([status?.hostIP, ...(status?.hostIPs ?? []).map(({ ip }) => ip)]),
            isTemplate: false,
        },
    ];
}

function podOf(owner: z.infer<typeof metadata>, { metadata: own, spec }: z.infer<typeof template>): Pod {
    const namespace = namespaceOf(owner);
    // An init container that keeps running is a sidecar, whose ports are the pod's.
    const sidecars = (spec.initContainers ?? []).filter(({ restartPolicy }) => restartPolicy === "Always");
    return {
        id: `${namespace}/${owner.name}`,
        namespace,
        name: owner.name,
        labels: own?.labels ?? {},
        ports: [...(spec.containers ?? []), ...sidecars].flatMap(({ ports }) => ports ?? []),
        ips: [],
        nodeIps: [],
        hostNetwork: spec.hostNetwork === true,
        isTemplate: true,
    };
}

function unique(addresses: readonly (string | null | undefined)[]): string[] {
    return [...new Set(addresses)].filter((address) => typeof address === "string" && address !== "") as string[];
}
