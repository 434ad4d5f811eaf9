import { inContainers } from "../../containers";
import { inItems } from "../../items";
import type { ContainerView } from "../../model/containerView";
import type { Value } from "../../model/value";
import type { Outcome } from "../../outcome";
import { remove } from "../../patch";
import { defineRule } from "../../rule";
import { holds, violationIf } from "../../truth";

export const pssHostPorts = defineRule({
    id: "pss-host-ports",
    group: "pod-security",
    target: "podSecurity",
    title: "No container takes a port of the node",
    severity: "high",
    since: "0.1.0",
    adapters: ["manifests", "pulumi"],
    frameworks: [{ name: "PSS", section: "baseline" }, { name: "CIS", section: "5.2.13" }, { name: "NSA" }],
    rivals: {
        checkov: ["CKV_K8S_26"],
        datree: ["CONTAINERS_INCORRECT_KEY_HOSTPORT"],
        "gatekeeper-library": ["host-network-ports"],
        kubescape: ["C-0044", "C-0204"],
        kyverno: ["disallow-host-ports"],
        polaris: ["hostPortSet"],
        trivy: ["KSV-0024"],
    },
    why: "a port on the node goes around network policies, and no two such pods fit on one node",
    details: `Judges \`ports[*].hostPort\` of every container as Kubernetes' own Pod Security admission does at level baseline. \`0\`
means none and passes.`,
    fix: "remove hostPort, and put a Service in front of the pods",
    waivable: true,
    laws: { anyContainer: true },
    checks: [
        {
            id: "hostPorts",
            level: "baseline",
            revisions: [{ min: "1.0", check: (pod) => inContainers(pod, check) }],
        },
    ],
    *remediate(pod) {
        const ports = pod.containers.flatMap((container) => container.get("ports").items());
        const hostPorts = ports.map((port) => port.get("hostPort"));
        yield* hostPorts.filter((value) => isTaken(value)).map((value) => remove(value));
    },
});

function isTaken(hostPort: Value): boolean {
    return hostPort.isSet && hostPort.number() !== 0;
}

function check(container: ContainerView): Iterable<Outcome> {
    return inItems(container.get("ports"), (port) => {
        const hostPort = port.get("hostPort");
        return violationIf(holds(hostPort, isTaken), hostPort, "the container takes a port of the node");
    });
}
