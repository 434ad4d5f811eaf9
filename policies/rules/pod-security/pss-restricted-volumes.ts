import type { PodView } from "../../model/podView";
import { undecided, type Outcome } from "../../outcome";
import { defineRule } from "../../rule";
import { holds, violationIf } from "../../truth";

export const pssRestrictedVolumes = defineRule({
    id: "pss-restricted-volumes",
    group: "pod-security",
    target: "podSecurity",
    title: "Volumes are of a kind that is the pod's own",
    severity: "medium",
    since: "0.1.0",
    adapters: ["manifests", "pulumi"],
    frameworks: [{ name: "PSS", section: "restricted" }],
    rivals: {
        "gatekeeper-library": ["volumes"],
        kyverno: ["restrict-volume-types"],
        trivy: ["KSV-0028", "KSV-0121"],
    },
    why: "other kinds of volumes reach the node's disk or storage with the node's rights",
    details: `Judges the sources of \`volumes\` as Kubernetes' own Pod Security admission does at level restricted. Allowed are
\`configMap\`, \`csi\`, \`downwardAPI\`, \`emptyDir\`, \`ephemeral\`, \`image\`, \`persistentVolumeClaim\`, \`projected\` and
\`secret\`, at every version.

* A volume with nothing but a name passes: the API server makes it an \`emptyDir\`.
* A source that nobody knows fails.`,
    fix: "use configMap, secret, projected, downwardAPI, emptyDir, ephemeral, csi, image or a persistentVolumeClaim",
    waivable: true,
    checks: [
        {
            id: "restrictedVolumes",
            level: "restricted",
            overrides: ["hostPathVolumes"],
            revisions: [{ min: "1.0", check }],
        },
    ],
});

const allowed: ReadonlySet<string> = new Set([
    "name",
    "configMap",
    "csi",
    "downwardAPI",
    "emptyDir",
    "ephemeral",
    "image",
    "persistentVolumeClaim",
    "projected",
    "secret",
]);

function* check(pod: PodView): Iterable<Outcome> {
    yield* pod.unknownVolumes.map((list) => undecided(list));
    for (const volume of pod.volumes) {
        yield* volume.isUnknown ? [undecided(volume)] : [];
        const sources = volume.entries().filter(({ label }) => !allowed.has(label) && !label.startsWith("__"));
        for (const source of sources) {
            yield* violationIf(
                holds(source, (value) => value.isSet),
                source,
                "the volume is of a kind that is not allowed",
            );
        }
    }
}
