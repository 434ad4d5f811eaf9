import type { Value } from "../../model/value";
import { defineRule } from "../../rule";
import { all, any, holds, violationIf, type Truth } from "../../truth";

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
* Defaults count: \`failureThreshold: 3\` is the same as none.
* kube-score compares what is asked alone, and refuses a liveness probe that waits longer.`,
    fix: "ask something cheaper in the livenessProbe, or give it a higher failureThreshold",
    componentFixes: {
        StandardService: { arguments: ["livenessProbe", "readinessProbe"], to: "to two different things" },
    },
    *check({ body }) {
        const [liveness, readiness] = [body.get("livenessProbe"), body.get("readinessProbe")];
        const asks = handlers.map((handler) =>
            all(
                holds(liveness.get(handler), (known) => known.isSet),
                same(liveness.get(handler), readiness.get(handler), {}),
            ),
        );
        const timing = Object.keys(defaults).map((key) => same(liveness.get(key), readiness.get(key), defaults[key]));
        yield* violationIf(all(any(...asks), ...timing), liveness, "the liveness probe is the readiness probe");
    },
});

const handlers = ["httpGet", "tcpSocket", "grpc", "exec"];
const defaults: Record<string, number> = { periodSeconds: 10, timeoutSeconds: 1, failureThreshold: 3 };

/** Whether two values are the same through and through; what is not set is what Kubernetes takes. */
function same(a: Value, b: Value, standard?: unknown): Truth {
    if (a.isUnknown || b.isUnknown) {
        return holds(a.isUnknown ? a : b, () => false);
    }
    if (a.isMap && b.isMap) {
        return all(...[...new Set([...a.keys(), ...b.keys()])].map((key) => same(a.get(key), b.get(key))));
    }
    if (a.isList && b.isList) {
        const others = b.items();
        return all(
            a.items().length === others.length,
            ...a.items().map((item, index) => {
                const other = others[index];
                return other !== undefined && same(item, other);
            }),
        );
    }
    return scalar(a, standard) === scalar(b, standard);
}

function scalar(value: Value, standard: unknown): unknown {
    return value.isUnset ? standard : (value.quantity() ?? value.boolean() ?? value);
}
