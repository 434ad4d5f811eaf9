import { z } from "zod";
import { isQuantity, toKubernetesQuantity } from "../../core/quantity";
import { strictMap, withHint } from "../../core/schema";
import { isCidr } from "../shared/edges";
import type { TeamNamespaceArgs } from "./args";

const name = z
    .string()
    .regex(
        /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/,
        withHint("this name is not accepted by Kubernetes", "use at most 63 lower-case letters, digits and -"),
    );
const labelText = z
    .string()
    .regex(
        /^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/,
        withHint("this can't be the value of a label", "use 1 to 63 letters, digits, - _ and ."),
    );
const quantity = z.string().refine((value) => isQuantity(toKubernetesQuantity(value)), {
    error: withHint("this is no Kubernetes quantity", "write for example 250m, 0.5 or 256Mi"),
});
const cidr = z.string().refine(isCidr, { error: withHint("this is no IP range", "write for example 10.0.0.10/32") });
const count = z.int().min(0).optional();
const memoryAndCpu = {
    requestsCpu: quantity.optional(),
    requestsMemory: quantity.optional(),
    limitsMemory: quantity.optional(),
};

/** The form of TeamNamespace's arguments. */
export const teamNamespaceSchema: z.ZodType<TeamNamespaceArgs> = strictMap({
    environment: z.string(),
    tier: z.string().optional(),
    namespaceName: name.optional(),
    team: labelText.optional(),
    owner: labelText.optional(),
    costCenter: labelText.optional(),
    quota: strictMap({
        ...memoryAndCpu,
        pods: count,
        persistentVolumeClaims: count,
        loadBalancers: count,
        nodePorts: count,
    }).optional(),
    containerDefaults: strictMap(memoryAndCpu).optional(),
    podSecurity: strictMap({
        level: z.enum(["privileged", "baseline", "restricted"]).optional(),
        version: z
            .string()
            .regex(/^v1\.\d+$/, withHint("this is no Pod Security version", "write for example v1.36"))
            .optional(),
    }).optional(),
    dns: strictMap({
        namespace: name.optional(),
        podLabels: z.record(z.string().min(1), z.string()).optional(),
        cidrs: z.array(cidr).optional(),
    }).optional(),
    protection: z.enum(["tier", "none"]).optional(),
});
