import { z } from "zod";
import { defineProvisioner } from "./provisioner";

const params = z.object({
    size: z
        .string()
        .optional()
        .describe("Size of a claim that outlives the pods, one per pod. Default: none, the storage ends with the pod."),
    storageClass: z.string().optional().describe("Storage class of the claim. Default: the cluster's."),
});

export const volume = defineProvisioner({
    type: "volume",
    description: "Storage for the containers of one workload: a claim where it has a size, else an empty directory",
    backends: ["claim", "empty directory"],
    params,
    outputs: {},
    shareable: false,
    registers: false,
    provision: ({ params: { size, storageClass } }) => ({
        outputs: {},
        volume: size === undefined ? { emptyDir: {} } : { claim: { size, storageClass } },
    }),
});
