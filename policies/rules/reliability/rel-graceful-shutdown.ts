import type { ContainerView } from "../../model/containerView";
import { set } from "../../patch";
import { defineRule } from "../../rule";
import { all, holds, violationIf, type Truth } from "../../truth";

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
* A longer \`terminationGracePeriodSeconds\` does not help: the process gets its signal at once.
* A process that goes on serving for some seconds after SIGTERM by itself needs none: waive it there.`,
    fix: "set lifecycle.preStop.sleep.seconds: 5",
    *check(container) {
        const hook = container.body.get("lifecycle", "preStop");
        yield* container.partial ? [] : violationIf(stopsAtOnce(container), hook, "no preStop hook");
    },
    *remediate(container) {
        if (!container.partial && stopsAtOnce(container) === true) {
            yield set(container.body.get("lifecycle", "preStop"), { sleep: { seconds: 5 } });
        }
    },
});

function stopsAtOnce({ body }: ContainerView): Truth {
    return all(
        holds(body.get("ports"), (ports) => ports.items().length > 0),
        holds(body.get("readinessProbe"), (probe) => probe.isSet),
        holds(body.get("lifecycle", "preStop"), (hook) => hook.keys().length === 0),
    );
}
