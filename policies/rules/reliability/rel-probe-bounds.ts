import type { Value } from "../../model/value";
import { undecided, violation, type Outcome } from "../../outcome";
import { defineRule } from "../../rule";
import { holds, violationIf } from "../../truth";

const probes = ["livenessProbe", "readinessProbe", "startupProbe"];

/** What Kubernetes takes where nothing is said, and the least that it accepts. */
const periodDefault = 10;
const timeoutDefault = 1;
const atLeastOne = ["periodSeconds", "timeoutSeconds", "successThreshold", "failureThreshold"];

export const relProbeBounds = defineRule({
    id: "rel-probe-bounds",
    group: "reliability",
    severity: "low",
    since: "0.1.0",
    target: "container",
    roles: ["main", "sidecar"],
    title: "Probes have timings that make sense",
    why: "probes pile up while the last one still waits, or one slow answer restarts the pod",
    details: `* \`timeoutSeconds\` must not be above \`periodSeconds\` (defaults 1 and 10).
* Periods, timeouts and thresholds must be 1 or more, \`initialDelaySeconds\` 0 or more: the API server refuses the rest
  (0 counts as unset there and is taken for the default; here it is said, for somebody meant something by it).
* \`successThreshold\` of liveness and startup probes must be 1.
* Of a patch (server-side apply) only what it says is compared, no default.
* No upper bounds: how long a process takes is its own matter.`,
    fix: "set timeoutSeconds to at most periodSeconds, and thresholds to 1 or more",
    *check({ body, partial }) {
        for (const name of probes) {
            const probe = body.get(name);
            for (const key of atLeastOne) {
                yield* violationIf(
                    holds(probe.get(key), (known) => (known.number() ?? 1) < 1),
                    probe.get(key),
                    `${key} is below 1`,
                );
            }
            const delay = probe.get("initialDelaySeconds");
            yield* violationIf(
                holds(delay, (known) => (known.number() ?? 0) < 0),
                delay,
                "initialDelaySeconds is below 0",
            );
            const success = probe.get("successThreshold");
            const many = holds(success, (known) => name !== "readinessProbe" && (known.number() ?? 1) > 1);
            yield* violationIf(many, success, "successThreshold of this probe must be 1");
            yield* timeouts(probe, partial);
        }
    },
});

function* timeouts(probe: Value, partial: boolean): Iterable<Outcome> {
    const [timeout, period] = [probe.get("timeoutSeconds"), probe.get("periodSeconds")];
    const unknown = [timeout, period].find((value) => value.isUnknown);
    if (partial && (timeout.isUnset || period.isUnset)) {
        return;
    }
    if (unknown !== undefined) {
        yield undecided(unknown);
    } else if ((timeout.number() ?? timeoutDefault) > (period.number() ?? periodDefault)) {
        yield violation(timeout, "timeoutSeconds is above periodSeconds");
    }
}
