import { z } from "zod";
import { ProblemError } from "../core/problem";
import { plainRemoval } from "./pageTexts";
import { findPort, portParam } from "./ports";
import { defineProvisioner } from "./provisioner";

const forOthers = (what: string) =>
    z.string().optional().describe(`${what}; accepted for other tools' sake, without effect.`);

export const endpoint = defineProvisioner({
    type: "endpoint",
    description: "The URL of another workload, which has the resource's name",
    backends: ["workload"],
    params: z.object({
        port: portParam
            .optional()
            .describe("Name or number of the workload's port. Default: the port named `http`, else the lowest."),
        openapi_file: forOthers("File that describes the interface"),
        openapi_title: forOthers("Title of that description"),
    }),
    outputs: { url: { description: "`http://` with host and port" } },
    registers: false,
    provision({ resource: { name }, params: { port }, context }) {
        const target = context.workloads.get(name);
        if (target === undefined) {
            throw new ProblemError({
                code: "unknown-endpoint",
                message: `the workload "${name}" is not among the given files, and no URL is configured for it`,
                hint: "give the workload's file too, or the URL as static outputs under waymark:provisioners: {type: endpoint, id: WORKLOAD.RESOURCE, static: {url: …}}",
            });
        }
        const chosen = findPort(target, port);
        return {
            outputs: { url: `http://${target.serviceName}:${chosen.port}` },
            connectsTo: { app: target.app, ports: [{ port: chosen.targetPort, protocol: chosen.protocol }] },
        };
    },
    page: {
        sharing: "Workloads that name one id get the same URL, and each is let through to it.",
        removal: plainRemoval,
        notes: [
            "What runs elsewhere is given as `static` outputs in stack configuration; the workload then needs an edge to it under `metadata.waymark.traffic.external`.",
        ],
        example: `resources:
  payments:
    type: endpoint
    params: { port: http }
containers:
  shop:
    variables:
      PAYMENTS_URL: \${resources.payments.url}`,
    },
});
