import { Deployment } from "@pulumi/kubernetes/apps/v1/deployment";
import { StatefulSet } from "@pulumi/kubernetes/apps/v1/statefulSet";
import type { input } from "@pulumi/kubernetes/types";
import type { CustomResourceOptions } from "@pulumi/pulumi";
import type { StandardServiceArgs } from "./args";
import type { ServiceSettings } from "./settings";
import { claimTemplates } from "./volumes";

/** What a workload is made from, beside arguments and settings. */
export interface WorkloadParts {
    metadata: input.meta.v1.ObjectMeta;
    /** Name of the headless Service of a StatefulSet. */
    serviceName: string;
    /** Labels that its pods are found by. */
    selector: Record<string, string>;
    template: input.core.v1.PodTemplateSpec;
    options: CustomResourceOptions;
}

/** Registers the Deployment, or the StatefulSet where storage is claimed. */
export function registerWorkload(
    name: string,
    args: StandardServiceArgs,
    settings: ServiceSettings,
    { metadata, serviceName, selector, template, options }: WorkloadParts,
): Deployment | StatefulSet {
    const spec = { replicas: settings.replicas, selector: { matchLabels: selector }, template };
    // The autoscaler writes the number of pods; an update must not take it back.
    const all = settings.autoscaling === undefined ? options : { ...options, ignoreChanges: ["spec.replicas"] };
    if (!settings.stateful) {
        return new Deployment(name, { metadata, spec }, all);
    }
    const templates = claimTemplates(args);
    return new StatefulSet(
        name,
        {
            metadata,
            spec: {
                ...spec,
                serviceName,
                // What a pod has written outlives it, whatever becomes of the StatefulSet.
                persistentVolumeClaimRetentionPolicy: { whenDeleted: "Retain", whenScaled: "Retain" },
                volumeClaimTemplates: templates.length === 0 ? undefined : templates,
            },
        },
        all,
    );
}
