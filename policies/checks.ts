import type { PodView } from "./model/podView";
import type { SurroundingPod } from "./model/containerView";
import type { Value } from "./model/value";
import type { Outcome } from "./outcome";
import { holds, not, violationIf, type Truth } from "./truth";

/** A violation where a test holds for a value; undecided where the value isn't known yet. */
export function refuseWhere(
    value: Value,
    test: (known: Value) => boolean,
    message: string,
    fix?: string,
): Iterable<Outcome> {
    return violationIf(holds(value, test), value, message, fix);
}

/** Whether a pod runs on something else than Windows. */
export function notWindows(pod: PodView | SurroundingPod): Truth {
    return not(holds(pod.get("os", "name"), (name) => name.string() === "windows"));
}
