import type { ContainerView } from "../../model/containerView";
import type { Value } from "../../model/value";
import { set } from "../../patch";
import { defineRule } from "../../rule";
import { all, any, holds, violationIf, type Truth } from "../../truth";

export const relGracefulShutdown = defineRule({
    id: "rel-graceful-shutdown",
    group: "reliability",
    severity: "low",
    since: "0.1.0",
    rivals: {
        datree: ["CONTAINERS_MISSING_PRESTOP_KEY"],
        kyverno: ["mutate-large-termination-gps"],
    },
    target: "container",
    roles: ["main"],
    kinds: ["Deployment", "argoproj.io/Rollout"],
    title: "Servers wait before they stop",
    why: "requests still arrive for some seconds after a pod is told to stop, and they fail",
    details: `Asked of the main containers of Deployments that serve: they list \`ports\` and have a readiness probe. Which
Services select the pod isn't looked at, so that a remediation is possible.

* A \`lifecycle.preStop\` of any kind passes. The kind \`sleep\` counts from Kubernetes 1.30; before, run \`sleep\` by \`exec\`.
* A longer \`terminationGracePeriodSeconds\` does not help: the process gets its signal at once. One that is no longer than
  \`preStop.sleep\`, or 0, is a finding: the process is killed before it can stop.
* A remediation adds a hook that sleeps for 5 seconds, and lengthens a grace period that is too short to 30 seconds or more.
* A process that goes on serving for some seconds after SIGTERM by itself needs none: waive it there.`,
    fix: "set lifecycle.preStop.sleep.seconds: 5",
    *check(container) {
        const hook = container.body.get("lifecycle", "preStop");
        yield* container.partial ? [] : violationIf(stopsAtOnce(container), hook, "no preStop hook");
        const killed = all(serves(container), isKilledEarly(container));
        yield* violationIf(killed, graceOf(container), "the process is killed before it can stop", graceFix);
    },
    *remediate(container) {
        const grace = graceOf(container);
        if (container.partial || grace.isUnknown || serves(container) !== true) {
            return;
        }
        const atOnce = stopsAtOnce(container) === true;
        const sleep = atOnce ? addedSleep : container.body.get("lifecycle", "preStop", "sleep", "seconds").number();
        if (atOnce) {
            yield set(container.body.get("lifecycle", "preStop"), { sleep: { seconds: addedSleep } });
        }
        if ((grace.number() ?? Infinity) <= (sleep ?? 0)) {
            yield set(grace, usualGrace + Math.max(0, (sleep ?? 0) - addedSleep));
        }
    },
});

/** Seconds that a remediation lets a process go on serving, and the grace period of Kubernetes. */
const addedSleep = 5;
const usualGrace = 30;

const graceFix = "leave terminationGracePeriodSeconds out (30), or make it longer than preStop.sleep";

function graceOf({ pod }: ContainerView): Value {
    return pod.get("terminationGracePeriodSeconds");
}

function serves({ body }: ContainerView): Truth {
    return all(
        holds(body.get("ports"), (ports) => ports.items().length > 0),
        holds(body.get("readinessProbe"), (probe) => probe.isSet),
    );
}

function stopsAtOnce(container: ContainerView): Truth {
    const hook = container.body.get("lifecycle", "preStop");
    return all(
        serves(container),
        holds(hook, (known) => known.keys().length === 0),
    );
}

/** Whether the grace period ends before the hook does. */
function isKilledEarly(container: ContainerView): Truth {
    const [grace, sleep] = [graceOf(container), container.body.get("lifecycle", "preStop", "sleep", "seconds")];
    const seconds = grace.number() ?? Infinity;
    return all(
        holds(grace, (known) => known.isSet),
        any(
            holds(grace, () => seconds <= 0),
            holds(sleep, (known) => seconds <= (known.number() ?? 0)),
        ),
    );
}
