import type { ConnectionArgs } from "../components/shared/connection";
import { componentLabels } from "../components/shared/labels";
import { appOf, plannedServer, registeredServer, type Server } from "./inCluster";
import type { Backend } from "./backends";
import { loadCustomResource } from "./onUse";
import { mainPort } from "./ports";
import type { OfferedWorkload, ProvisionContext, ProvisionRequest, RequestedResource } from "./provisioner";
import { valkeyPort, valkeyServer } from "./valkey";
import type { WorkloadChanges } from "./workloadChanges";

/** What Dapr's sidecars ask on their way up; the labels and ports of its Helm chart, in its default namespace. */
export const daprControlPlane: Readonly<Record<string, ConnectionArgs>> = {
    operator: { app: "dapr-operator", namespace: "dapr-system", ports: [{ port: 6500 }] },
    placement: { app: "dapr-placement-server", namespace: "dapr-system", ports: [{ port: 50005 }] },
    scheduler: { app: "dapr-scheduler-server", namespace: "dapr-system", ports: [{ port: 50006 }] },
    sentry: { app: "dapr-sentry", namespace: "dapr-system", ports: [{ port: 50001 }] },
};

/** The annotations that make Dapr put its sidecar beside a workload's containers; the same for all Dapr resources. */
export function withSidecar(workload: OfferedWorkload): WorkloadChanges {
    const port = mainPort(workload);
    return {
        podAnnotations: {
            "dapr.io/enabled": "true",
            "dapr.io/app-id": workload.app,
            ...(port === undefined ? {} : { "dapr.io/app-port": String(port.targetPort) }),
            "dapr.io/sidecar-seccomp-profile-type": "RuntimeDefault",
        },
    };
}

/** What the objects of Dapr have in common: name, labels, and the workloads that may use them. */
export function daprObject(resource: RequestedResource, context: ProvisionContext) {
    const { environment, namespace, team, owner, workloads } = context;
    const app = appOf(resource);
    return {
        metadata: {
            name: app,
            namespace,
            labels: componentLabels({ app, environment: environment.name, tier: environment.tier, team, owner }),
        },
        scopes: resource.workloads.map((name) => workloads.get(name)?.app ?? name),
    };
}

/** A Dapr component that keeps what it is told in a Valkey of its own. */
export function daprOnValkey<Params extends { storage?: string }>(componentType: string): Backend<Params> {
    const serverOf = ({ params, context }: ProvisionRequest<Params>): Server => {
        const { backendImages, backendStorage } = context.environment.settings;
        return valkeyServer(backendImages.valkey, params.storage ?? backendStorage);
    };
    return {
        plan: (request) => ({ names: [plannedServer(request, serverOf(request))], workload: withSidecar }),
        provision(request) {
            const { resource, context } = request;
            const server = registeredServer(request, serverOf(request));
            const { metadata, scopes } = daprObject(resource, context);
            const { host } = server.content;
            const CustomResource = loadCustomResource();
            new CustomResource(resource.logicalName, {
                apiVersion: "dapr.io/v1alpha1",
                kind: "Component",
                metadata,
                auth: { secretStore: "kubernetes" },
                spec: {
                    type: componentType,
                    version: "v1",
                    metadata: [
                        { name: "redisHost", value: host?.apply((name) => `${name}:${valkeyPort}`) },
                        { name: "redisUsername", value: "default" },
                        { name: "redisPassword", secretKeyRef: { name: server.secretName, key: "password" } },
                    ],
                },
                scopes,
            });
            return {
                outputs: { name: metadata.name },
                connectsTo: server.endpoint,
                alsoConnectsTo: daprControlPlane,
                workload: withSidecar,
            };
        },
    };
}

/** What the pages of all Dapr types say. */
export const daprNotes: readonly string[] = [
    "Dapr itself is the cluster's matter: its control plane has to run in the namespace `dapr-system`. Workloads that use the resource get the sidecar by annotations, with their Kubernetes name as `dapr.io/app-id`, and edges to the control plane.",
    "The sidecar passes Pod Security *restricted* where Dapr is installed with `dapr_sidecar_injector.sidecarRunAsNonRoot`, `sidecarReadOnlyRootFilesystem` and `sidecarDropALLCapabilities`. None of this was tried in a cluster.",
];
