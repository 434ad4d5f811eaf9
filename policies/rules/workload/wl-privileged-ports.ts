import type { SurroundingPod } from "../../model/containerView";
import type { Value } from "../../model/value";
import { undecided, type Outcome } from "../../outcome";
import { defineRule } from "../../rule";
import { all, any, holds, not, violationIf, type Truth } from "../../truth";

const sysctl = "net.ipv4.ip_unprivileged_port_start";

export const wlPrivilegedPorts = defineRule({
    id: "wl-privileged-ports",
    group: "workload",
    severity: "low",
    since: "0.1.0",
    rivals: {
        "kube-linter": ["privileged-ports"],
        trivy: ["KSV-0117"],
    },
    target: "container",
    roles: ["main", "sidecar", "init", "ephemeral"],
    title: "Containers listen on ports from 1024 on",
    why: "lower ports ask for rights that the program needs for nothing else",
    details: `A finding for each \`containerPort\` below 1024, unless
* the container adds the capability \`NET_BIND_SERVICE\`, which is there for this, or
* the pod lowers the border: sysctl \`net.ipv4.ip_unprivileged_port_start\` (allowed by Pod Security).

Container runtimes of today lower the border by themselves; not every cluster has one of those.`,
    fix: "listen on a port from 1024 on; the Service may still have the low one",
    laws: { anyContainer: true },
    componentFixes: { StandardService: { arguments: ["ports"], to: "with a targetPort from 1024 on" } },
    *check(container) {
        const ports = container.get("ports");
        if (ports.isUnknown) {
            yield undecided(ports);
        }
        const added = container.own("capabilities", "add");
        const mayBind = any(
            holds(added, () => false),
            ...added
                .items()
                .map((one) => holds(one, (name) => ["NET_BIND_SERVICE", "ALL"].includes(name.string() ?? ""))),
        );
        for (const port of ports.items()) {
            yield* judge(port.get("containerPort"), mayBind, container.pod);
        }
    },
});

function judge(number: Value, mayBind: Truth, pod: SurroundingPod): Iterable<Outcome> {
    const isLow = holds(number, (known) => (known.number() ?? 0) > 0 && (known.number() ?? 0) < 1024);
    const lowered = isLow === false ? false : lowersBorder(pod, number.number() ?? 0);
    return violationIf(all(isLow, not(any(mayBind, lowered))), number, "the container listens on a port below 1024");
}

function lowersBorder(pod: SurroundingPod, port: number): Truth {
    const sysctls = pod.security("sysctls");
    return any(
        holds(sysctls, () => false),
        ...sysctls.items().map((one) =>
            all(
                holds(one.get("name"), (name) => name.string() === sysctl),
                holds(one.get("value"), (value) => Number(value.quantity() ?? "1024") <= port),
            ),
        ),
    );
}
