import type { Value } from "../../model/value";
import { undecided, violation, type Outcome } from "../../outcome";
import { defineRule } from "../../rule";

const probes = ["livenessProbe", "readinessProbe", "startupProbe"];
const handlers = ["httpGet", "tcpSocket", "grpc"];

export const relProbePort = defineRule({
    id: "rel-probe-port",
    group: "reliability",
    severity: "medium",
    since: "0.1.0",
    rivals: {
        "kube-linter": ["liveness-port", "readiness-port", "startup-port"],
    },
    target: "container",
    roles: ["main", "sidecar"],
    title: "Probes ask a port that the container has",
    why: "a probe of a port that nobody serves fails for ever: the pod is never ready, or is restarted again and again",
    details: `* A port by name must be one of the container's \`ports\`: Kubernetes finds it there and nowhere else.
* A port by number must be among them where the container lists any; a container that lists none passes, for the list is
  informative for Kubernetes.
* A patch (server-side apply) is not judged: the ports may be listed by somebody else.
* kube-linter refuses a number also where no ports are listed.`,
    fix: "name a port of the container in the probe, or list the port under ports",
    *check({ body, partial }) {
        if (partial) {
            return;
        }
        for (const probe of probes) {
            for (const handler of handlers) {
                yield* judge(body.get(probe, handler, "port"), body.get("ports"));
            }
        }
    },
});

function* judge(port: Value, ports: Value): Iterable<Outcome> {
    if (port.isUnset) {
        return;
    }
    const named = port.number() === undefined && !/^\d+$/.test(port.string() ?? "");
    const key = named ? "name" : "containerPort";
    const candidates = ports.items().map((item) => item.get(key));
    const unknown = [port, ports, ...candidates].find((value) => value.isUnknown);
    const found = candidates.some((candidate) => candidate.isSet && candidate.quantity() === port.quantity());
    if ((found && !port.isUnknown) || (!named && ports.isSet && candidates.length === 0) || (!named && ports.isUnset)) {
        return;
    }
    yield unknown === undefined
        ? violation(port, `asks a port ${named ? "by a name " : ""}that the container does not list`)
        : undecided(unknown);
}
