import { inContainers } from "../../containers";
import type { PodView } from "../../model/podView";
import { undecided, violation, type Outcome } from "../../outcome";
import { set } from "../../patch";
import { unlessUserNamespace } from "../../podSecurityChecks";
import { defineRule } from "../../rule";

export const pssRunAsNonRoot = defineRule({
    id: "pss-run-as-non-root",
    group: "pod-security",
    target: "podSecurity",
    title: "Containers run as non-root",
    severity: "high",
    since: "0.1.0",
    adapters: ["manifests", "pulumi"],
    frameworks: [{ name: "PSS", section: "restricted" }, { name: "CIS", section: "5.2.7" }, { name: "NSA" }],
    rivals: {
        checkov: ["CKV_K8S_23"],
        datree: ["CONTAINERS_INCORRECT_RUNASNONROOT_VALUE"],
        "gatekeeper-library": ["users"],
        "kube-linter": ["run-as-non-root"],
        kubescape: ["C-0013", "C-0198", "C-0218"],
        kyverno: ["require-run-as-nonroot"],
        polaris: ["runAsRootAllowed"],
        trivy: ["KSV-0012"],
    },
    why: "a process that is root in its container has root's reach on the node once it breaks out",
    details: `Judges \`runAsNonRoot\` as Kubernetes' own Pod Security admission does at level restricted, for every container:
init, main and ephemeral.

* \`false\` on the pod always fails, even where every container says \`true\`.
* \`false\` on a container fails. A container that says nothing passes only where the pod says \`true\`.
* \`runAsUser\` above 0 is not enough: only \`runAsNonRoot: true\` makes the kubelet refuse an image that is root.
* From version 1.35 on, pods with \`hostUsers: false\` are exempt: their root is nobody on the node.
* In a patch (server-side apply) what is absent may be set elsewhere, so only an explicit \`false\` fails.
* The remediation leaves out pods that name user 0: the kubelet would not start them.`,
    fix: "set spec.securityContext.runAsNonRoot: true for the pod, and no false on any container",
    waivable: true,
    laws: { inherited: ["runAsNonRoot"], anyContainer: true },
    checks: [
        {
            id: "runAsNonRoot",
            level: "restricted",
            revisions: [
                { min: "1.0", check: everyContainer },
                { min: "1.35", check: (pod) => unlessUserNamespace(pod, everyContainer(pod)) },
            ],
        },
    ],
    *remediate(pod) {
        const values = [pod.security("runAsNonRoot"), ...pod.containers.map((one) => one.own("runAsNonRoot"))];
        const users = [pod.security("runAsUser"), ...pod.containers.map((one) => one.own("runAsUser"))];
        if (users.some((user) => user.isUnknown || user.number() === 0)) {
            return; // the kubelet would refuse to start it
        }
        const [onPod] = values;
        yield* values.filter((value) => value.isSet && value.boolean() !== true).map((value) => set(value, true));
        if (onPod!.isUnset && !pod.partial) {
            yield set(onPod!, true);
        }
    },
});

function* everyContainer(pod: PodView): Iterable<Outcome> {
    const onPod = pod.security("runAsNonRoot");
    if (onPod.isUnknown) {
        yield undecided(onPod);
    } else if (onPod.boolean() === false) {
        yield violation(onPod, "runAsNonRoot is false for the whole pod");
    }
    yield* inContainers(pod, function* (container) {
        const { value, from } = container.security("runAsNonRoot");
        const own = container.own("runAsNonRoot");
        if (value.isUnknown) {
            yield undecided(value, container.name);
        } else if (from === "container" && value.boolean() !== true) {
            yield violation(own, "runAsNonRoot is not true", container.name);
        } else if (from !== "container" && onPod.boolean() === undefined && !pod.partial) {
            const { value: user } = container.security("runAsUser");
            const uid = user.hidden ? "a UID" : `UID ${user.number()}`;
            const add = (user.number() ?? 0) > 0 ? `; ${uid} is set; still add runAsNonRoot: true` : "";
            yield violation(own, `runAsNonRoot is set neither for the container nor for the pod${add}`, container.name);
        }
    });
}
