import { z } from "zod";
import { isCidr } from "../../core/cidr";
import { strictMap, withHint } from "../../core/schema";
import { podSecurityFields } from "../../environments/tierSettings";
import { amount, commonFields, dnsLabel, labelText } from "../shared/fields";
import type { TeamNamespaceArgs } from "./args";

const cidr = z.string().refine(isCidr, { error: withHint("this is no IP range", "write for example 10.0.0.10/32") });
const count = z.int().min(0).optional();
const amounts = {
    requestsCpu: amount.optional(),
    requestsMemory: amount.optional(),
    limitsMemory: amount.optional(),
};

/** The form of TeamNamespace's arguments. */
export const teamNamespaceSchema: z.ZodType<TeamNamespaceArgs> = strictMap({
    ...commonFields,
    namespaceName: dnsLabel.optional(),
    costCenter: labelText.optional(),
    quota: strictMap({
        ...amounts,
        pods: count,
        persistentVolumeClaims: count,
        loadBalancers: count,
        nodePorts: count,
    }).optional(),
    containerDefaults: strictMap(amounts).optional(),
    podSecurity: strictMap({
        level: podSecurityFields.level.optional(),
        version: podSecurityFields.version.optional(),
    }).optional(),
    dns: strictMap({
        namespace: dnsLabel.optional(),
        podLabels: z.record(z.string().min(1), labelText).optional(),
        cidrs: z.array(cidr).optional(),
    }).optional(),
});
