import type { PodView } from "../../model/podView";
import { undecided, type Outcome } from "../../outcome";
import { defineRule } from "../../rule";
import { holds, violationIf } from "../../truth";

export const pssHostPathVolumes = defineRule({
    id: "pss-host-path-volumes",
    group: "pod-security",
    target: "podSecurity",
    title: "No volume comes from the node's disk",
    severity: "high",
    since: "0.1.0",
    adapters: ["manifests", "pulumi"],
    frameworks: [{ name: "PSS", section: "baseline" }, { name: "CIS", section: "5.2.12" }, { name: "MITRE" }],
    rivals: {
        datree: ["CONTAINERS_INCORRECT_KEY_HOSTPATH"],
        "gatekeeper-library": ["host-filesystem"],
        "kube-linter": ["sensitive-host-mounts (partial)"],
        kubescape: ["C-0048", "C-0203"],
        kyverno: ["disallow-host-path"],
        polaris: ["hostPathSet"],
        trivy: ["KSV-0023"],
    },
    why: "who can write the node's files owns the node, and reading them gives its credentials",
    details: `Judges \`volumes[*].hostPath\` as Kubernetes' own Pod Security admission does at level baseline; whether it is mounted,
and read-only or not, makes no difference. At level restricted, [pss-restricted-volumes](pss-restricted-volumes.md) says
the same and this rule keeps quiet.`,
    fix: "use a volume that belongs to the pod: emptyDir, configMap, secret, projected or a persistentVolumeClaim",
    waivable: true,
    checks: [
        {
            id: "hostPathVolumes",
            level: "baseline",
            revisions: [{ min: "1.0", check }],
        },
    ],
});

function* check(pod: PodView): Iterable<Outcome> {
    yield* pod.unknownVolumes.map((list) => undecided(list));
    for (const volume of pod.volumes) {
        const hostPath = volume.get("hostPath");
        yield* violationIf(
            holds(hostPath, (value) => value.isSet),
            hostPath,
            "the volume is a path on the node",
        );
    }
}
