import { isSameProbe } from "../../model/probes";
import { defineRule } from "../../rule";
import { violationIf } from "../../truth";

export const relProbesIdentical = defineRule({
    id: "rel-probes-identical",
    group: "reliability",
    severity: "medium",
    since: "0.1.0",
    rivals: {
        "kube-score": ["pod-probes-identical"],
        kyverno: ["ensure-probes-different"],
    },
    target: "container",
    roles: ["main", "sidecar"],
    title: "Liveness and readiness probes differ",
    why: "a pod that can't answer for a moment is restarted instead of left alone, all replicas together under load",
    details: `A liveness and a readiness probe that ask the same thing (\`httpGet\`, \`tcpSocket\`, \`grpc\`, \`exec\`) with the same
\`periodSeconds\`, \`timeoutSeconds\` and \`failureThreshold\` fail at the same moment.

* A liveness probe that waits longer (a higher \`failureThreshold\`, or a longer period) passes: the pod first leaves the
  Service and is restarted later. \`initialDelaySeconds\` makes no difference once the pod runs, and isn't compared.
* Defaults count: \`failureThreshold: 3\` is the same as none, and \`path: /\` and \`scheme: HTTP\` too.
* kube-score compares what is asked alone, and refuses a liveness probe that waits longer.`,
    fix: "ask something cheaper in the livenessProbe, or give it a higher failureThreshold",
    componentFixes: {
        StandardService: { arguments: ["livenessProbe", "readinessProbe"], to: "to two different things" },
    },
    *check({ body }) {
        const [liveness, readiness] = [body.get("livenessProbe"), body.get("readinessProbe")];
        yield* violationIf(isSameProbe(liveness, readiness), liveness, "the liveness probe is the readiness probe");
    },
});
