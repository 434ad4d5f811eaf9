import { Deployment } from "@pulumi/kubernetes/apps/v1/deployment";
import { StatefulSet } from "@pulumi/kubernetes/apps/v1/statefulSet";
import type { input } from "@pulumi/kubernetes/types";
import type { CustomResourceOptions, Resource } from "@pulumi/pulumi";
import type { StandardServiceArgs } from "./args";
import type { ServiceSettings } from "./settings";
import { claimTemplates } from "./volumes";

/** What a workload is made from, beside arguments and settings. */
export interface WorkloadParts {
    metadata: input.meta.v1.ObjectMeta;
    /** Kubernetes name of the service. */
    serviceName: string;
    /** Labels that its pods are found by. */
    selector: Record<string, string>;
    template: input.core.v1.PodTemplateSpec;
    parent: Resource;
}

/** Registers the Deployment, or the StatefulSet where storage is claimed, protected where it holds data. */
export function registerWorkload(
    name: string,
    args: StandardServiceArgs,
    settings: ServiceSettings,
    { metadata, serviceName, selector, template, parent }: WorkloadParts,
): Deployment | StatefulSet {
    const spec = { replicas: settings.replicas, selector: { matchLabels: selector }, template };
    const options: CustomResourceOptions = {
        parent,
        // The autoscaler writes the number of pods; an update must not take it back.
        ...(settings.autoscaling === undefined ? {} : { ignoreChanges: ["spec.replicas"] }),
        ...(settings.protect ? { protect: true, retainOnDelete: true } : {}),
    };
    if (!settings.stateful) {
        return new Deployment(name, { metadata, spec }, options);
    }
    const templates = claimTemplates(args);
    return new StatefulSet(
        name,
        {
            metadata,
            spec: { ...spec, serviceName, volumeClaimTemplates: templates.length === 0 ? undefined : templates },
        },
        options,
    );
}
