import { inContainers } from "../../containers";
import type { ContainerView } from "../../model/containerView";
import type { Value } from "../../model/value";
import type { Outcome } from "../../outcome";
import { remove } from "../../patch";
import { defineRule } from "../../rule";
import { holds, violationIf } from "../../truth";

export const pssHostProbes = defineRule({
    id: "pss-host-probes",
    group: "pod-security",
    target: "podSecurity",
    title: "Probes and lifecycle hooks ask the pod itself",
    severity: "medium",
    since: "0.1.0",
    adapters: ["manifests", "pulumi"],
    frameworks: [{ name: "PSS", section: "baseline" }],
    rivals: {
        "gatekeeper-library": ["host-probes-lifecycle"],
    },
    why: "the kubelet can be made to send requests from the node to any address",
    details: `Judges the field \`host\` below \`httpGet\` and \`tcpSocket\` of \`livenessProbe\`, \`readinessProbe\`, \`startupProbe\`,
\`lifecycle.postStart\` and \`lifecycle.preStop\`, as Kubernetes' own Pod Security admission does at level baseline from
version 1.34 on. Any text but the empty one fails, \`127.0.0.1\` too: it is the node's.

For a host name that the server wants to see, write the header \`Host\` under \`httpHeaders\`.`,
    fix: "remove host; write a Host header under httpHeaders where the server needs a name",
    waivable: true,
    laws: { anyContainer: true },
    componentFixes: {
        StandardService: {
            arguments: ["livenessProbe", "readinessProbe", "startupProbe"],
            to: "without httpGet.host",
        },
    },
    checks: [
        {
            id: "hostProbesAndHostLifecycle",
            level: "baseline",
            revisions: [{ min: "1.34", check: (pod) => inContainers(pod, check) }],
        },
    ],
    *remediate(pod) {
        const hosts = pod.containers.flatMap((container) => hostsOf(container));
        yield* hosts.filter((host) => isHost(host)).map((host) => remove(host));
    },
});

const handlers = [
    ["livenessProbe"],
    ["readinessProbe"],
    ["startupProbe"],
    ["lifecycle", "postStart"],
    ["lifecycle", "preStop"],
];

function hostsOf(container: ContainerView): Value[] {
    return handlers.flatMap((handler) =>
        ["httpGet", "tcpSocket"].map((action) => container.get(...handler, action, "host")),
    );
}

function isHost(host: Value): boolean {
    return host.isSet && host.string() !== "";
}

function* check(container: ContainerView): Iterable<Outcome> {
    for (const host of hostsOf(container)) {
        yield* violationIf(holds(host, isHost), host, "a probe or lifecycle hook names a host");
    }
}
