import type { input } from "@pulumi/kubernetes/types";
import type { Input } from "@pulumi/pulumi";
import { containerSecurityContext, podSecurityContext } from "../shared/podSecurity";
import type { StandardServiceArgs } from "./args";
import { draining, isReplicated, spread } from "./availability";
import { placeIn } from "./containers";
import { environmentVariables } from "./environmentVariables";
import { checkedImage } from "./image";
import { containerPorts } from "./ports";
import { probeSpec } from "./probes";
import type { ContainerSettings } from "./containerSettings";
import { roleOf, startedFirst } from "./startOrder";
import type { ServiceSettings } from "./settings";
import { podVolumes, volumeMounts, type ContentNames } from "./volumes";

/** What the pods of a service are made from, beside its settings and arguments. */
export interface PodTemplateParts {
    serviceAccount: Input<string>;
    contentNames: ContentNames;
    labels: Record<string, string>;
    /** Labels that the pods are found by. */
    selector: Record<string, string>;
    /** Hash of content that changes under a fixed name; undefined where there is none. */
    contentHash: Input<string> | undefined;
}

/** Template of the service's pods; passes Pod Security restricted. */
export function podTemplate(
    args: StandardServiceArgs,
    settings: ServiceSettings,
    { serviceAccount, contentNames, labels, selector, contentHash }: PodTemplateParts,
): input.core.v1.PodTemplateSpec {
    const annotations: Record<string, Input<string>> = { ...args.annotations };
    if (contentHash !== undefined) {
        annotations["waymark.dev/content-hash"] = contentHash;
    }
    const volumes = podVolumes(args, settings.containers, contentNames, settings.temporaryStorage);
    const spec = (container: ContainerSettings): input.core.v1.Container =>
        containerSpec(container, args, settings, contentNames);
    const first = startedFirst(settings.containers).map((container) => ({
        ...spec(container),
        ...(roleOf(container) === "sidecar" ? { restartPolicy: "Always" } : {}),
    }));
    return {
        metadata: { labels, annotations: Object.keys(annotations).length === 0 ? undefined : annotations },
        spec: {
            serviceAccountName: serviceAccount,
            automountServiceAccountToken: false,
            enableServiceLinks: false,
            securityContext: podSecurityContext({ runAsUser: settings.runAsUser, fsGroup: settings.fsGroup }),
            ...draining(settings.drainSeconds).pod,
            topologySpreadConstraints: isReplicated(settings) ? spread(selector) : undefined,
            initContainers: first.length === 0 ? undefined : first,
            containers: mainContainers(settings).map((container) => ({
                ...spec(container),
                ...draining(settings.drainSeconds).container,
            })),
            volumes: volumes.length === 0 ? undefined : volumes,
        },
    };
}

function mainContainers({ containers }: ServiceSettings): ContainerSettings[] {
    return containers.filter((container) => roleOf(container) === "main");
}

function containerSpec(
    container: ContainerSettings,
    args: StandardServiceArgs,
    settings: ServiceSettings,
    { secret }: ContentNames,
): input.core.v1.Container {
    const { name, image, resources, probes, args: own } = container;
    const env = environmentVariables(container, secret);
    // Ports belong to the pod; listing them is information only, so the first container carries it.
    const ports = container === mainContainers(settings)[0] ? containerPorts(args.ports ?? {}) : [];
    return {
        name,
        image: checkedImage(image, placeIn(container, "image"), settings.refuseMutableImages),
        command: own.command,
        args: own.args,
        env: env.length === 0 ? undefined : env,
        ports: ports.length === 0 ? undefined : ports,
        resources,
        livenessProbe: probeSpec(probes.liveness),
        readinessProbe: probeSpec(probes.readiness),
        startupProbe: probeSpec(probes.startup),
        securityContext: containerSecurityContext(),
        volumeMounts: volumeMounts(container, settings.containers.indexOf(container)),
    };
}
