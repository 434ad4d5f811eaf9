import { z } from "zod";
import { ProblemError } from "../core/problem";
import { componentLabels } from "../components/shared/labels";
import { physicalName } from "../core/physicalName";
import { withHint } from "../core/schema";
import { loadCustomResource } from "./onUse";
import { findPort, portParam } from "./ports";
import { defineProvisioner, type OfferedWorkload, type ProvisionContext, type RequestedResource } from "./provisioner";

const hostName = /^(?:\*\.)?[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?)*$/;

const params = z.object({
    host: z
        .string()
        .regex(hostName, withHint("this is no host name", "write for example shop.example.com, in lower case"))
        .describe("Host name that the workload answers under."),
    path: z
        .string()
        .regex(/^\//, withHint("this is no path", "begin it with /"))
        .default("/")
        .describe("Path that requests begin with. Default `/`."),
    port: portParam
        .optional()
        .describe("Name or number of the workload's port. Default: the port named `http`, else the lowest."),
});

export const route = defineProvisioner({
    type: "route",
    description: "Requests from outside to a host and path, sent to the workload (Gateway API HTTPRoute)",
    backends: ["gateway"],
    params,
    outputs: {},
    shareable: false,
    registers: false,
    provision({ resource, params: { host, path, port }, context }) {
        const workload = context.workloads.get(resource.source);
        if (workload === undefined) {
            throw new ProblemError({ code: "unknown-workload", message: `there is no workload "${resource.source}"` });
        }
        const chosen = findPort(withTcpPorts(workload), port);
        return {
            outputs: {},
            acceptsFrom: {
                namespace: context.gateway.namespace,
                ports: [{ port: chosen.targetPort, protocol: chosen.protocol }],
            },
            register: () => registerRoute(resource, context, workload, { host, path, port: chosen.port }),
        };
    },
});

/** HTTP is spoken over TCP: a port of another protocol is none for a route. */
function withTcpPorts(workload: OfferedWorkload): OfferedWorkload {
    const ports = Object.entries(workload.ports).filter(([, { protocol }]) => protocol === "TCP");
    return { ...workload, ports: Object.fromEntries(ports) };
}

function registerRoute(
    resource: RequestedResource,
    context: ProvisionContext,
    { serviceName }: OfferedWorkload,
    { host, path, port }: { host: string; path: string; port: number },
): void {
    const { environment, gateway, namespace, team, owner } = context;
    const CustomResource = loadCustomResource();
    new CustomResource(resource.logicalName, {
        apiVersion: "gateway.networking.k8s.io/v1",
        kind: "HTTPRoute",
        metadata: {
            name: physicalName(resource.logicalName, resource.uid),
            namespace,
            labels: componentLabels({
                app: serviceName,
                environment: environment.name,
                tier: environment.tier,
                team,
                owner,
            }),
        },
        spec: {
            parentRefs: [{ group: "gateway.networking.k8s.io", kind: "Gateway", ...gateway }],
            hostnames: [host],
            rules: [
                {
                    matches: [{ path: { type: "PathPrefix", value: path } }],
                    backendRefs: [{ group: "", kind: "Service", name: serviceName, port, weight: 1 }],
                },
            ],
        },
    });
}
