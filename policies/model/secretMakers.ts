import type { KubeObject } from "./kubeObject";
import { namespaceOf } from "./selectorIndex";
import type { SetView } from "./setView";
import type { Value } from "./value";

/** Kinds that have an operator make a Secret, and the places of its name, the first that is set; else it's the object's own. */
const makers: Readonly<Record<string, readonly (readonly string[])[]>> = {
    "bitnami.com/SealedSecret": [["spec", "template", "metadata", "name"]],
    "cert-manager.io/Certificate": [["spec", "secretName"]],
    "external-secrets.io/ExternalSecret": [["spec", "target", "name"]],
    "secrets.hashicorp.com/VaultDynamicSecret": [["spec", "destination", "name"]],
    "secrets.hashicorp.com/VaultPKISecret": [["spec", "destination", "name"]],
    "secrets.hashicorp.com/VaultStaticSecret": [["spec", "destination", "name"]],
};

/** The names of the Secrets that operators make from objects of a set. */
export interface MadeSecrets {
    /** `<namespace>/<name>`. */
    known: ReadonlySet<string>;
    /** Names and namespaces that aren't known yet: the Secret could be any. */
    unknown: readonly Value[];
}

/** What ExternalSecrets, SealedSecrets, Certificates and the like make. */
export function madeSecrets(set: SetView): MadeSecrets {
    const known = new Set<string>();
    const unknown: Value[] = [];
    const make = (object: KubeObject, name: Value): void => {
        const namespace = namespaceOf(object);
        if (name.isUnknown || namespace === undefined) {
            unknown.push(name.isUnknown ? name : object.namespace);
        } else {
            known.add(`${namespace}/${name.string() ?? ""}`);
        }
    };
    for (const [kind, paths] of Object.entries(makers)) {
        for (const object of set.ofKind(kind)) {
            const names = [...paths.map((path) => object.body.get(...path)), object.metadata.get("name")];
            make(object, names.find(({ isUnset }) => !isUnset) ?? names[0]!);
        }
    }
    for (const provider of set.ofKind("secrets-store.csi.x-k8s.io/SecretProviderClass")) {
        const objects = provider.body.get("spec", "secretObjects").items();
        objects.forEach((object) => make(provider, object.get("secretName")));
    }
    return { known, unknown };
}
