import type { ScoreWorkload } from "../score";
import type { Conversion } from "./conversion";

const code = "not-supported";
const message = "not supported in this version";

/** Annotations of other Score tools that would change the workload. */
const annotationsOfOthers = ["k8s.score.dev/kind", "k8s.score.dev/service-name"];

/** Refuses what Score can say and this version doesn't do yet: nothing is ever left out in silence. */
export function refuseUnsupported({ document }: ScoreWorkload, conversion: Conversion): void {
    for (const [name, { before }] of Object.entries(document.containers)) {
        if (before !== undefined && Object.keys(before).length > 0) {
            const hint = "leave it out, or make one container wait for the other by itself";
            conversion.refuse(["containers", name, "before"], { code, message: `"before" is ${message}`, hint }, "key");
        }
    }
    for (const key of annotationsOfOthers) {
        if (Object.hasOwn(document.metadata.annotations ?? {}, key)) {
            const path = ["metadata", "annotations", key];
            conversion.refuse(path, { code, message: `"${key}" is ${message}`, hint: "leave it out" }, "key");
        }
    }
}
