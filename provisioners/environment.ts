import { z } from "zod";
import { defineProvisioner } from "./provisioner";

export const environment = defineProvisioner({
    type: "environment",
    description: "Values that differ between environments: those of stack configuration before the params",
    backends: ["configuration"],
    params: z.record(z.string(), z.unknown()).describe("The values where stack configuration has none, by key."),
    outputs: "any",
    registers: false,
    provision: ({ params, context }) => ({ outputs: { ...params, ...context.values } }),
});
