import type { input } from "@pulumi/kubernetes/types";
import type { Autoscaling } from "./scaling";

/** What scales the pods of a workload on CPU between two numbers. */
export function autoscalerSpec(
    { minReplicas, maxReplicas, cpuPercent }: Autoscaling,
    target: { kind: string; name: string },
): input.autoscaling.v2.HorizontalPodAutoscalerSpec {
    return {
        scaleTargetRef: { apiVersion: "apps/v1", kind: target.kind, name: target.name },
        minReplicas,
        maxReplicas,
        metrics: [
            {
                type: "Resource",
                resource: { name: "cpu", target: { type: "Utilization", averageUtilization: cpuPercent } },
            },
        ],
    };
}
