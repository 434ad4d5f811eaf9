import { z } from "zod";
import { findPort, portParam } from "./ports";
import { defineProvisioner } from "./provisioner";
import { elsewhere } from "./service";

const params = z.object({
    workload: z.string().min(1).describe("Name of the other workload."),
    port: portParam.describe("Name or number of its port."),
});

export const servicePort = defineProvisioner({
    type: "service-port",
    description: "One port of another workload of the environment",
    backends: ["workload"],
    params,
    outputs: {
        hostname: { description: "Name of the workload's Service" },
        port: { description: "Port of the Service" },
    },
    registers: false,
    page: {
        sharing: "Workloads that name one id get the same address, and each is let through to it.",
        removal: "Nothing is made but the edge, which goes with the resource.",
        notes: ["The port is that of the Kubernetes Service, which may differ from the one that containers listen on."],
        example: `resources:
  payments:
    type: service-port
    params: { workload: payments, port: http }
containers:
  shop:
    variables:
      PAYMENTS: \${resources.payments.hostname}:\${resources.payments.port}`,
    },
    provision({ params: { workload, port }, context }) {
        const target = context.workloads.get(workload) ?? elsewhere(workload, port);
        const chosen = findPort(target, port);
        return {
            outputs: { hostname: target.serviceName, port: chosen.port },
            connectsTo: { app: target.app, ports: [{ port: chosen.targetPort, protocol: chosen.protocol }] },
        };
    },
});
