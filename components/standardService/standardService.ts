import * as pulumi from "@pulumi/pulumi";
import { HorizontalPodAutoscaler } from "@pulumi/kubernetes/autoscaling/v2/horizontalPodAutoscaler";
import { Service } from "@pulumi/kubernetes/core/v1/service";
import { ServiceAccount } from "@pulumi/kubernetes/core/v1/serviceAccount";
import { PodDisruptionBudget } from "@pulumi/kubernetes/policy/v1/podDisruptionBudget";
import type { ConnectionArgs } from "../shared/connection";
import { acceptsFromPolicies, connectsToPolicies } from "../shared/edges";
import { componentLabels } from "../shared/labels";
import { childName, claimName } from "../shared/names";
import { registerPolicies } from "../shared/networkPolicies";
import { protectionOptions } from "../shared/protection";
import { keepSettings } from "../shared/settings";
import type { StandardServiceArgs } from "./args";
import { autoscalerSpec } from "./autoscaling";
import { disruptionBudget, isReplicated } from "./availability";
import { registerContent } from "./content";
import { planService } from "./plan";
import { podTemplate } from "./podTemplate";
import { connectionPorts, servicePorts } from "./ports";
import { registeredInputs } from "./registeredInputs";
import { serviceNames } from "./takenNames";
import { standardServiceToken } from "./token";
import { promises } from "./promises";
import { registerWorkload } from "./workload";

const endpoints = new WeakMap<StandardService, ConnectionArgs>();

/**
 * A service on the golden path: a Deployment (a StatefulSet where it claims storage), Service, ServiceAccount,
 * autoscaler, PodDisruptionBudget and NetworkPolicies that pass Pod Security restricted. Closed to everybody but its edges.
 *
 * @example
 * new StandardService("payments-api", {
 *     environment: "prod",
 *     namespace: team.name,
 *     image: "ghcr.io/acme/payments-api:4.2.0",
 *     ports: { http: { port: 80, targetPort: 8080 } },
 * });
 * @throws ProblemError with everything that is wrong with the arguments
 */
export class StandardService extends pulumi.ComponentResource {
    /** Kubernetes name of the workload, its Service and its ServiceAccount. */
    public readonly name: pulumi.Output<string>;

    constructor(name: string, args: StandardServiceArgs, opts?: pulumi.ComponentResourceOptions) {
        const { settings, identity, explained } = planService(name, args);
        const app = identity.physicalName;
        claimName(app, identity.uid, args.namespace);
        super(standardServiceToken, name, registeredInputs(args), opts);
        keepSettings(this, explained);
        const parent = { parent: this };
        const selector = { app };
        const labels = componentLabels({ ...settings, app });
        const metadata = (objectName: string = app) => ({
            name: objectName,
            namespace: args.namespace,
            labels,
        });

        const account = new ServiceAccount(
            name,
            {
                metadata: { ...metadata(), annotations: args.serviceAccountAnnotations },
                automountServiceAccountToken: false,
            },
            parent,
        );
        const content = registerContent(identity, settings.containers, metadata, this);
        const template = podTemplate(args, settings, {
            serviceAccount: account.metadata.name,
            contentNames: content.names,
            labels: { ...args.podLabels, ...labels },
            selector,
            contentHash: content.hash,
        });
        const workload = registerWorkload(name, args, settings, {
            metadata: { ...metadata(), annotations: promises(args) },
            // Fixed from the first release on, whether there is a port yet or not: Kubernetes can't change it.
            serviceName: childName(identity, "headless"),
            selector,
            template,
            options: {
                parent: this,
                ...(settings.holdsData ? protectionOptions(settings.protect, opts) : {}),
            },
        });

        if (settings.autoscaling !== undefined) {
            const target = { kind: settings.stateful ? "StatefulSet" : "Deployment", name: app };
            new HorizontalPodAutoscaler(
                `${name}-hpa`,
                { metadata: metadata(childName(identity, "hpa")), spec: autoscalerSpec(settings.autoscaling, target) },
                { ...parent, dependsOn: [workload] },
            );
        }
        if (isReplicated(settings)) {
            const spec = disruptionBudget(selector);
            new PodDisruptionBudget(`${name}-pdb`, { metadata: metadata(childName(identity, "pdb")), spec }, parent);
        }
        const ports = servicePorts(args.ports ?? {});
        const { service, headless } = serviceNames(identity, args, settings.stateful);
        if (service !== undefined) {
            claimName(service, identity.uid, args.namespace, "Service");
            new Service(name, { metadata: metadata(service), spec: { selector, ports } }, parent);
        }
        if (headless !== undefined) {
            // The pods of a StatefulSet get their own DNS names from a headless Service; it can't map ports, and so
            // doesn't stand in for the one above.
            claimName(headless, `${identity.uid}/headless`, args.namespace, "Service");
            const spec = { clusterIP: "None", selector, ports: ports.length === 0 ? undefined : ports };
            new Service(`${name}-headless`, { metadata: metadata(headless), spec }, parent);
        }
        const owner = { identity, namespace: args.namespace, labels };
        registerPolicies(
            owner,
            [...connectsToPolicies(owner, args.connectsTo), ...acceptsFromPolicies(owner, args.acceptsFrom)],
            this,
        );

        endpoints.set(this, {
            app,
            namespace: args.namespace,
            ports: connectionPorts(args.ports ?? {}),
        });
        this.name = workload.metadata.name;
        this.registerOutputs({ name: this.name });
    }

    /** This service as the other end of an edge, for `connectsTo` of whoever calls it. */
    get endpoint(): ConnectionArgs {
        const endpoint = endpoints.get(this);
        if (endpoint === undefined) {
            throw new TypeError("endpoint belongs to a StandardService");
        }
        return endpoint;
    }
}
