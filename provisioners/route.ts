import { z } from "zod";
import { ProblemError } from "../core/problem";
import { componentLabels } from "../components/shared/labels";
import { physicalName } from "../core/physicalName";
import { withHint } from "../core/schema";
import { loadCustomResource, loadIngress } from "./onUse";
import { plainRemoval } from "./pageTexts";
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
    description: "Requests from outside to a host and path, sent to the workload (HTTPRoute or Ingress)",
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
        const { route: setting } = context.environment.settings;
        const isIngress = setting.kind === "Ingress";
        const target = { host, path, port: chosen.port };
        return {
            outputs: {},
            acceptsFrom: {
                namespace: isIngress ? setting.ingressNamespace : context.gateway.namespace,
                ports: [{ port: chosen.targetPort, protocol: chosen.protocol }],
            },
            register: () => (isIngress ? registerIngress : registerRoute)(resource, context, workload, target),
        };
    },
    page: {
        sharing: "A route belongs to one workload; an id that two of them name is an error.",
        removal: plainRemoval,
        notes: [
            "By default it is an HTTPRoute on the Gateway of `waymark:gateway`. Where the environment's `route.kind` is `Ingress` it is one of class `route.ingressClass`, without a class the cluster's default.",
            "An Ingress serves its host with TLS: with the certificate that `route.clusterIssuer` has made, that of `route.tlsSecret`, or else the one that its controller has by itself or finds by the host. `route.tls: false` leaves TLS out, which `net-ingress-tls` finds.",
            "A `port` may be a name or number, and is always written as the number that Kubernetes wants.",
        ],
        settings: {
            "route.kind": "`HTTPRoute` or `Ingress`",
            "route.ingressClass": "class of an Ingress",
            "route.ingressNamespace": "namespace of the Ingress controller, which is let in",
            "route.tls": "whether an Ingress serves its host with TLS",
            "route.clusterIssuer": "ClusterIssuer of cert-manager that makes a certificate for each Ingress",
            "route.tlsSecret": "Secret in the namespace that holds the certificate",
        },
        example: `service:
  ports:
    http: { port: 80, targetPort: 8080 }
resources:
  way-in:
    type: route
    params: { host: shop.example.com, path: /, port: http }`,
    },
});

/** HTTP is spoken over TCP: a port of another protocol is none for a route. */
function withTcpPorts(workload: OfferedWorkload): OfferedWorkload {
    const ports = Object.entries(workload.ports).filter(([, { protocol }]) => protocol === "TCP");
    return { ...workload, ports: Object.fromEntries(ports) };
}

interface Target {
    host: string;
    path: string;
    port: number;
}

function metadataOf(resource: RequestedResource, context: ProvisionContext, { app }: OfferedWorkload) {
    const { environment, namespace, team, owner } = context;
    return {
        name: physicalName(resource.logicalName, resource.uid),
        namespace,
        labels: componentLabels({ app, environment: environment.name, tier: environment.tier, team, owner }),
    };
}

function registerRoute(
    resource: RequestedResource,
    context: ProvisionContext,
    workload: OfferedWorkload,
    { host, path, port }: Target,
): void {
    const CustomResource = loadCustomResource();
    new CustomResource(resource.logicalName, {
        apiVersion: "gateway.networking.k8s.io/v1",
        kind: "HTTPRoute",
        metadata: metadataOf(resource, context, workload),
        spec: {
            parentRefs: [{ group: "gateway.networking.k8s.io", kind: "Gateway", ...context.gateway }],
            hostnames: [host],
            rules: [
                {
                    matches: [{ path: { type: "PathPrefix", value: path } }],
                    backendRefs: [{ group: "", kind: "Service", name: workload.serviceName, port, weight: 1 }],
                },
            ],
        },
    });
}

function registerIngress(
    resource: RequestedResource,
    context: ProvisionContext,
    workload: OfferedWorkload,
    { host, path, port }: Target,
): void {
    const Ingress = loadIngress();
    const { ingressClass, clusterIssuer } = context.environment.settings.route;
    const backend = { service: { name: workload.serviceName, port: { number: port } } };
    const metadata = metadataOf(resource, context, workload);
    const annotations = clusterIssuer === undefined ? undefined : { "cert-manager.io/cluster-issuer": clusterIssuer };
    new Ingress(resource.logicalName, {
        metadata: { ...metadata, annotations },
        spec: {
            ingressClassName: ingressClass,
            rules: [{ host, http: { paths: [{ path, pathType: "Prefix", backend }] } }],
            tls: certificateOf(host, metadata.name, context),
        },
    });
}

/** An entry without a Secret is for the certificate that the controller has by itself, or finds by the host. */
function certificateOf(host: string, name: string, { environment }: ProvisionContext) {
    const { tls, clusterIssuer, tlsSecret } = environment.settings.route;
    const secretName = clusterIssuer === undefined ? tlsSecret : `${name}-tls`;
    return tls ? [{ hosts: [host], secretName }] : undefined;
}
