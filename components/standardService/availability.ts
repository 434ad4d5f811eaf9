import type { input } from "@pulumi/kubernetes/types";
import type { ServiceSettings } from "./settings";

/** Whether there are, or may be, two pods at once: only then one can go while another serves. */
export function isReplicated({ replicas, autoscaling }: Pick<ServiceSettings, "replicas" | "autoscaling">): boolean {
    return (autoscaling?.maxReplicas ?? replicas ?? 1) > 1;
}

/**
 * What keeps pods serving while nodes are drained: one at a time may go, which never blocks a drain. A pod that isn't
 * healthy may always go, since it serves nobody.
 */
export function disruptionBudget(selector: Record<string, string>): input.policy.v1.PodDisruptionBudgetSpec {
    return { maxUnavailable: 1, selector: { matchLabels: selector }, unhealthyPodEvictionPolicy: "AlwaysAllow" };
}

/** Pods on different nodes and in different zones, where there are any: a pod that finds none is scheduled all the same. */
export function spread(selector: Record<string, string>): input.core.v1.TopologySpreadConstraint[] {
    return ["kubernetes.io/hostname", "topology.kubernetes.io/zone"].map((topologyKey) => ({
        maxSkew: 1,
        topologyKey,
        whenUnsatisfiable: "ScheduleAnyway",
        labelSelector: { matchLabels: selector },
    }));
}

/** Seconds that a program has to end what it is doing once it is told to stop: Kubernetes' own default. */
const secondsToStop = 30;

/**
 * A pod that is told to stop goes on serving for some seconds, until every node has learnt not to send to it any more.
 * The kubelet sleeps, so that the image needs no shell.
 */
export function draining(drainSeconds: number): {
    pod: Pick<input.core.v1.PodSpec, "terminationGracePeriodSeconds">;
    container: Pick<input.core.v1.Container, "lifecycle">;
} {
    return drainSeconds === 0
        ? { pod: {}, container: {} }
        : {
              pod: { terminationGracePeriodSeconds: drainSeconds + secondsToStop },
              container: { lifecycle: { preStop: { sleep: { seconds: drainSeconds } } } },
          };
}
