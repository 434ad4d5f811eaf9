import { undecided, violation } from "../../outcome";
import { remove, set } from "../../patch";
import { defineRule } from "../../rule";
import { holds, violationIf } from "../../truth";

export const relDeprecatedFields = defineRule({
    id: "rel-deprecated-fields",
    group: "reliability",
    severity: "low",
    since: "0.1.0",
    rivals: {
        "kube-linter": ["deprecated-service-account-field"],
        kubescape: ["C-0294"],
    },
    target: "pod",
    title: "Pods use no deprecated fields",
    why: "the field does nothing any more, or will soon, and nobody notices",
    details: `* \`serviceAccount\` is the old name of \`serviceAccountName\`. Both with the same value pass: that is how the API server
  gives objects back.
* \`gitRepo\` volumes run git on the node, are off by default from Kubernetes 1.33, and can't be turned on from 1.36.
* \`flocker\`, \`glusterfs\`, \`quobyte\`, \`rbd\`, \`cephfs\`, \`scaleIO\`, \`storageos\` and \`photonPersistentDisk\` volumes are gone:
  Kubernetes' API says of each that it is no longer supported (1.36).
* Deprecated API versions are not judged here.
* A remediation moves the name to \`serviceAccountName\`, or drops the old one where both are there: the API server takes the
  new one then. What takes the place of a volume a person has to say.`,
    fix: "use serviceAccountName, and an init container that clones, or a CSI driver, instead of the volume",
    *check(pod) {
        const [old, name] = [pod.spec.get("serviceAccount"), pod.spec.get("serviceAccountName")];
        const unknown = [old, name].find((value) => value.isUnknown);
        if (unknown !== undefined) {
            yield* old.isUnset ? [] : [undecided(unknown)];
        } else if (old.isSet && old.string() !== "" && old.string() !== name.string()) {
            yield violation(old, "serviceAccount is deprecated");
        }
        yield* pod.unknownVolumes.map((list) => undecided(list));
        for (const source of pod.volumes.flatMap((volume) => goneVolumes.map((kind) => volume.get(kind)))) {
            const gone = holds(source, (known) => known.isSet);
            yield* violationIf(gone, source, "volumes of this kind are deprecated or gone");
        }
    },
    *remediate(pod) {
        const [old, name] = [pod.spec.get("serviceAccount"), pod.spec.get("serviceAccountName")];
        const text = old.string() ?? "";
        if (pod.partial || text === "" || old.hidden || name.isUnknown || text === name.string()) {
            return;
        }
        yield* name.isUnset || name.string() === "" ? [set(name, text)] : [];
        yield remove(old);
    },
});

const goneVolumes = [
    "gitRepo",
    "flocker",
    "glusterfs",
    "quobyte",
    "rbd",
    "cephfs",
    "scaleIO",
    "storageos",
    "photonPersistentDisk",
];
