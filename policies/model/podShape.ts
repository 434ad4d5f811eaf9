import type { PodShape } from "./podView";
import type { Value } from "./value";

/** The shape of a template with `metadata` and `spec`, as Kubernetes' own kinds have it. */
export function standardShape(template: Value, partial: boolean): PodShape {
    const spec = template.get("spec");
    return {
        metadata: template.get("metadata"),
        specs: [spec],
        places: [
            { role: "init", list: spec.get("initContainers") },
            { role: "main", list: spec.get("containers") },
            { role: "ephemeral", list: spec.get("ephemeralContainers") },
        ],
        partial,
    };
}
