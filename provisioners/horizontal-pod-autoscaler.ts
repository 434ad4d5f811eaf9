import { z } from "zod";
import { withHint } from "../core/schema";
import { plainRemoval } from "./pageTexts";
import { defineProvisioner } from "./provisioner";

/** What other Score tools allow at most; a workload's own block may say more. */
const mostReplicas = 10;

const params = z
    .object({
        minReplicas: z.int().min(1).default(2).describe("Fewest pods."),
        maxReplicas: z
            .int()
            .min(1)
            .max(mostReplicas, withHint(`at most ${mostReplicas} pods`, "metadata.waymark.autoscaling allows more"))
            .default(3)
            .describe(`Most pods, at most ${mostReplicas}; \`metadata.waymark.autoscaling\` allows more.`),
        targetCPUUtilizationPercentage: z
            .int()
            .min(1)
            .max(100)
            .default(80)
            .describe("Percent of the CPU request at which pods are added."),
    })
    .refine(({ minReplicas, maxReplicas }) => minReplicas <= maxReplicas, {
        path: ["minReplicas"],
        error: withHint("minReplicas is above maxReplicas", "raise maxReplicas or lower minReplicas"),
    });

export const horizontalPodAutoscaler = defineProvisioner({
    type: "horizontal-pod-autoscaler",
    description: "Autoscaling of the workload on CPU",
    backends: ["workload"],
    params,
    outputs: {},
    registers: false,
    provision: ({ params: { minReplicas, maxReplicas, targetCPUUtilizationPercentage: cpuPercent } }) => ({
        outputs: {},
        workload: { autoscaling: { minReplicas, maxReplicas, cpuPercent } },
    }),
    page: {
        sharing: "Workloads that name one id get the same figures; each is scaled by itself.",
        removal: `${plainRemoval} The workload is then scaled as its environment says.`,
        notes: ["A workload with figures of its own under `metadata.waymark.autoscaling` is an error that names both."],
        example: `resources:
  scaling:
    type: horizontal-pod-autoscaler
    params: { minReplicas: 2, maxReplicas: 6 }`,
    },
});
