import { z } from "zod";
import { serviceUid } from "../components/standardService/token";
import { physicalName } from "../core/physicalName";
import { ProblemError } from "../core/problem";
import { findPort, portParam } from "./ports";
import { defineProvisioner, type OfferedWorkload } from "./provisioner";

const number = z.int().min(1).max(65535);

const params = z.object({
    workload: z.string().min(1).optional().describe("Name of the other workload. Default: the resource's name."),
    port: portParam
        .optional()
        .describe(
            "Name or number of its port. Default: the port named `http`, else the lowest; 80 where it isn't among the given files.",
        ),
    targetPort: number
        .optional()
        .describe(
            "Port of its containers, where it isn't among the given files. Default: 8080 for port 80, else the same number.",
        ),
});

export const service = defineProvisioner({
    type: "service",
    description: "Another workload of the environment, to be called",
    backends: ["workload"],
    params,
    outputs: {
        name: { description: "Name of the workload's Service" },
        host: { description: "Same as name" },
        port: { description: "Port of the Service" },
        url: { description: "`http://` with host and port" },
    },
    registers: false,
    page: {
        sharing: "Workloads that name one id get the same address, and each is let through to it.",
        removal: "Nothing is made but the edge, which goes with the resource.",
        notes: [
            "The edge is opened on both sides, at the port that the other workload's containers listen on.",
            "A workload that isn't among the given files is taken to be deployed from elsewhere.",
        ],
        example: `resources:
  payments:
    type: service
containers:
  shop:
    variables:
      PAYMENTS_URL: \${resources.payments.url}`,
    },
    provision({ resource, params: { workload = resource.name, port, targetPort }, context }) {
        const target = context.workloads.get(workload) ?? elsewhere(workload, port, targetPort);
        const chosen = findPort(target, port);
        const { serviceName: name } = target;
        return {
            outputs: { name, host: name, port: chosen.port, url: `http://${name}:${chosen.port}` },
            connectsTo: { app: target.app, ports: [{ port: chosen.targetPort, protocol: chosen.protocol }] },
        };
    },
});

/**
 * A workload that is deployed from elsewhere: only its name is known, and the ports of the golden path.
 *
 * @throws ProblemError where a port is named: what number it has, only the workload's own file says
 */
export function elsewhere(name: string, port: string | number = 80, targetPort?: number): OfferedWorkload {
    const number = Number(port);
    if (!Number.isInteger(number)) {
        throw new ProblemError({
            code: "unknown-port",
            message: `the workload "${name}" is not among the given files, so what its port ${JSON.stringify(port)} is can't be known`,
            hint: "write the number of the port, or give the workload's file too",
            pointer: "/port",
        });
    }
    const app = physicalName(name, serviceUid(name));
    return {
        name,
        app,
        serviceName: app,
        ports: { http: { port: number, targetPort: targetPort ?? (number === 80 ? 8080 : number), protocol: "TCP" } },
    };
}
