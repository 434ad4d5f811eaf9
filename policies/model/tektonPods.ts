import { PodView } from "./podView";
import type { Value } from "./value";

/**
 * The pods of Tekton's tasks, also of those written into pipelines and runs. What a run adds (`podTemplate`) is only
 * known where the task stands in its TaskRun; elsewhere the pod is partial, for a run may set what is absent.
 */
export function tektonPods(kind: string, body: Value, partial: boolean): PodView[] {
    const spec = body.get("spec");
    switch (kind) {
        case "Task":
        case "ClusterTask":
            return [task(spec, undefined, true)];
        case "TaskRun":
            return spec.get("taskSpec").isUnset ? [] : [task(spec.get("taskSpec"), spec.get("podTemplate"), partial)];
        case "Pipeline":
            return pipeline(spec);
        case "PipelineRun":
            return pipeline(spec.get("pipelineSpec"));
        default:
            return [];
    }
}

function pipeline(spec: Value): PodView[] {
    const tasks = [...spec.get("tasks").items(), ...spec.get("finally").items()];
    const written = tasks.map((one) => one.get("taskSpec")).filter((taskSpec) => !taskSpec.isUnset);
    return written.map((taskSpec) => task(taskSpec, undefined, true));
}

function task(spec: Value, podTemplate: Value | undefined, partial: boolean): PodView {
    return new PodView({
        metadata: spec.get("metadata"),
        specs: podTemplate === undefined ? [spec] : [podTemplate, spec],
        places: [
            { role: "main", list: spec.get("steps") },
            { role: "sidecar", list: spec.get("sidecars") },
        ],
        containerDefaults: spec.get("stepTemplate"),
        partial,
    });
}
