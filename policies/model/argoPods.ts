import { PodView } from "./podView";
import type { Value } from "./value";

/** Where each kind of Argo Workflows keeps the workflow's spec. */
const workflowSpecs: Record<string, readonly string[]> = {
    Workflow: ["spec"],
    WorkflowTemplate: ["spec"],
    ClusterWorkflowTemplate: ["spec"],
    CronWorkflow: ["spec", "workflowSpec"],
};

/**
 * The pods of an Argo workflow: one per template that runs containers. What the template leaves open (security context,
 * service account, volumes) comes from the workflow's spec.
 */
export function argoPods(kind: string, body: Value, partial: boolean): PodView[] {
    if (!Object.hasOwn(workflowSpecs, kind)) {
        return [];
    }
    const spec = body.get(...workflowSpecs[kind]!);
    const templates = [...spec.get("templates").items(), spec.get("templateDefaults")];
    const unknown = spec.get("templates").isUnknown ? [spec.get("templates")] : [];
    return [...unknown, ...templates.filter(runsContainers)].map((template) => {
        const single = ["container", "script"].map((key) => ({
            role: "main" as const,
            list: template.get(key),
            single: true,
        }));
        return new PodView({
            metadata: template.get("metadata"),
            specs: [template, spec],
            places: [
                { role: "init", list: template.get("initContainers") },
                ...single,
                { role: "main", list: template.get("containerSet", "containers") },
                { role: "sidecar", list: template.get("sidecars") },
            ],
            partial,
        });
    });
}

function runsContainers(template: Value): boolean {
    return template.isUnknown || ["container", "script", "containerSet"].some((key) => !template.get(key).isUnset);
}
