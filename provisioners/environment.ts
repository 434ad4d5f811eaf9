import { z } from "zod";
import { defineProvisioner } from "./provisioner";

export const environment = defineProvisioner({
    type: "environment",
    description: "Values that differ between environments: those of stack configuration before the params",
    backends: ["configuration"],
    params: z.record(z.string(), z.unknown()).describe("The values where stack configuration has none, by key."),
    outputs: "any",
    missingOutput: "write it under waymark:values in the stack configuration, or among the resource's params",
    registers: false,
    page: {
        sharing:
            "Every such resource hands out the same values of stack configuration; workloads that name one id share its params too.",
        removal: "Nothing is made, so nothing is removed.",
        notes: ["Values stand under `waymark:values` in stack configuration and may be secret there."],
        example: `resources:
  settings:
    type: environment
    params: { log_level: info }
containers:
  shop:
    variables:
      LOG_LEVEL: \${resources.settings.log_level}`,
    },
    provision: ({ params, context }) => ({ outputs: { ...params, ...context.values } }),
});
