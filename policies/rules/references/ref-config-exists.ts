import { configReferences, unknownReferences, type ConfigReference } from "../../model/configReferences";
import type { KubeObject } from "../../model/kubeObject";
import { Referents } from "../../model/referents";
import { madeSecrets, type MadeSecrets } from "../../model/secretMakers";
import { namespaceOf } from "../../model/selectorIndex";
import { undecided, type Outcome } from "../../outcome";
import { defineRule } from "../../rule";
import { any, holds, not, onlyIf, violationIf, type Truth } from "../../truth";

/** ConfigMaps that the control plane puts into every namespace. */
const everywhere = new Set(["kube-root-ca.crt", "openshift-service-ca.crt"]);

export const refConfigExists = defineRule({
    id: "ref-config-exists",
    group: "references",
    target: "set",
    title: "ConfigMaps, Secrets and claims that pods use exist",
    severity: "medium",
    since: "0.1.0",
    rivals: { "kube-linter": ["env-value-from"] },
    why: "the container doesn't start until it is there, and the rollout hangs",
    details: `What \`env\`, \`envFrom\` and the volumes of a pod name (ConfigMap, Secret, PersistentVolumeClaim, projected ones too) is
among the judged objects, in the same namespace. A ConfigMap also has the key that an environment variable names.

* Keys of Secrets are not compared, as kube-linter does: their data is made as a whole in many programs, and then no
  preview knows it.
* References with \`optional: true\` are fine.
* A Secret counts as there where an ExternalSecret, a SealedSecret, a Certificate of cert-manager, a Vault secret or a
  SecretProviderClass among the judged objects makes it.
* Names among the facts (\`existing\`) count: name there what comes from elsewhere, such as Secrets that an operator makes.
* \`imagePullSecrets\` are not asked for: a pod starts without them. Templates of claims in a StatefulSet are no
  references.`,
    fix: "add the object to the same namespace, correct its name, or mark the reference optional: true",
    *check(set, { facts }) {
        const referents = new Referents(set, facts);
        const made = madeSecrets(set);
        for (const object of set.objects.filter(({ mayMakePods }) => mayMakePods)) {
            for (const pod of object.pods) {
                yield* unknownReferences(pod).map((list) => undecided(list));
                for (const reference of configReferences(pod)) {
                    yield* onlyIf(not(reference.optional), missing(reference, object, referents, made));
                }
            }
        }
    },
});

function* missing(
    { kind, name, key, container }: ConfigReference,
    object: KubeObject,
    referents: Referents,
    made: MadeSecrets,
): Iterable<Outcome> {
    if (!name.isUnknown && name.string() === undefined) {
        return; // no reference
    }
    const provided =
        kind === "Secret" ? isMade(object, name.string() ?? "", made) : everywhere.has(name.string() ?? "");
    const exists = any(provided && kind === "ConfigMap", referents.exists(kind, object.namespace, name), provided);
    const message = `there is no ${kind} of this name in the namespace`;
    for (const outcome of violationIf(not(exists), name, message)) {
        yield { ...outcome, ...(container === undefined ? {} : { container }) };
    }
    if (kind === "ConfigMap" && key !== undefined && exists === true) {
        const found = referents.found(kind, object.namespace, name);
        const has = found.length === 0 || any(...found.map((holder) => hasKey(holder, key.string() ?? "")));
        const lacks = key.isUnknown ? undecided(key) : not(has);
        for (const outcome of violationIf(lacks, key, "the ConfigMap has no such key")) {
            yield { ...outcome, ...(container === undefined ? {} : { container }) };
        }
    }
}

function isMade(object: KubeObject, name: string, { known, unknown }: MadeSecrets): Truth {
    const namespace = namespaceOf(object);
    return namespace !== undefined && known.has(`${namespace}/${name}`)
        ? true
        : any(...unknown.map((value) => undecided(value)));
}

function hasKey(holder: KubeObject, key: string): Truth {
    const maps = ["data", "binaryData"].map((field) => holder.body.get(field));
    return any(
        holder.partial,
        ...maps.map((map) => (map.isUnknown ? undecided(map) : holds(map.get(key), (value) => value.isSet))),
    );
}
