import type { PodView } from "../../model/podView";
import type { Outcome } from "../../outcome";
import { remove } from "../../patch";
import { refuseTrue } from "../../podSecurityChecks";
import { defineRule } from "../../rule";

export const pssHostNamespaces = defineRule({
    id: "pss-host-namespaces",
    group: "pod-security",
    target: "podSecurity",
    title: "Pods stay in their own namespaces",
    severity: "critical",
    since: "0.1.0",
    adapters: ["manifests", "pulumi"],
    frameworks: [
        { name: "PSS", section: "baseline" },
        { name: "CIS", section: "5.2.3" },
        { name: "CIS", section: "5.2.4" },
        { name: "CIS", section: "5.2.5" },
        { name: "NSA" },
    ],
    rivals: {
        checkov: ["CKV_K8S_17", "CKV_K8S_18", "CKV_K8S_19"],
        datree: ["CONTAINERS_INCORRECT_HOSTPID_VALUE_TRUE"],
        "gatekeeper-library": ["host-namespaces"],
        "kube-linter": ["host-ipc", "host-network", "host-pid"],
        kubescape: ["C-0038", "C-0041", "C-0194", "C-0195", "C-0196", "C-0214", "C-0215", "C-0216", "C-0275", "C-0276"],
        kyverno: ["disallow-host-namespaces"],
        polaris: ["hostIPCSet", "hostNetworkSet", "hostPIDSet"],
        trivy: ["KSV-0008", "KSV-0009", "KSV-0010"],
    },
    why: "a pod in the host's namespaces sees its traffic, processes and shared memory",
    details: `Judges \`hostNetwork\`, \`hostPID\` and \`hostIPC\` as Kubernetes' own Pod Security admission does at level baseline. Only
\`true\` fails.

* The API server gives every container port of a \`hostNetwork\` pod the same host port. Those are not said again by
  [pss-host-ports](pss-host-ports.md): they go when \`hostNetwork\` goes.`,
    fix: "remove hostNetwork, hostPID and hostIPC, or set them to false",
    waivable: true,
    checks: [
        {
            id: "hostNamespaces",
            level: "baseline",
            revisions: [{ min: "1.0", check }],
        },
    ],
    *remediate(pod) {
        const shared = namespaces.map((namespace) => pod.get(namespace));
        yield* shared.filter((value) => value.boolean() === true).map((value) => remove(value));
    },
});

const namespaces = ["hostNetwork", "hostPID", "hostIPC"];

function* check(pod: PodView): Iterable<Outcome> {
    for (const namespace of namespaces) {
        yield* refuseTrue(pod.get(namespace), `${namespace} is true`);
    }
}
