import { holds, type Truth } from "../truth";
import type { PodView } from "./podView";
import type { Value } from "./value";

/** Where a pod refers to a ConfigMap, Secret or PersistentVolumeClaim. */
export interface ConfigReference {
    kind: "ConfigMap" | "Secret" | "PersistentVolumeClaim";
    name: Value;
    /** A key that has to be in it. */
    key?: Value;
    /** The pod starts without it as well. */
    optional: Truth;
    container?: string;
}

const environment = { configMapKeyRef: "ConfigMap", secretKeyRef: "Secret" } as const;
const wholeEnvironment = { configMapRef: "ConfigMap", secretRef: "Secret" } as const;

/** What the containers and volumes of a pod refer to by name. */
export function configReferences(pod: PodView): ConfigReference[] {
    return [...pod.containers.flatMap(({ body, name }) => inContainer(body, name)), ...pod.volumes.flatMap(inVolume)];
}

/** Lists that aren't known yet, which could hold any reference. */
export function unknownReferences(pod: PodView): Value[] {
    const lists = pod.containers.flatMap(({ body }) => [body.get("env"), body.get("envFrom")]);
    const sources = pod.volumes.map((volume) => volume.get("projected", "sources"));
    return [...pod.unknownLists, ...pod.unknownVolumes, ...[...lists, ...sources].filter(({ isUnknown }) => isUnknown)];
}

function inContainer(body: Value, container: string): ConfigReference[] {
    const keyed = body.get("env").items();
    const whole = body.get("envFrom").items();
    return [
        ...keyed.flatMap((variable) =>
            entriesOf(environment).flatMap(([field, kind]) => {
                const reference = variable.get("valueFrom", field);
                return given(reference, { kind, name: reference.get("name"), key: reference.get("key"), container });
            }),
        ),
        ...whole.flatMap((source) =>
            entriesOf(wholeEnvironment).flatMap(([field, kind]) => {
                const reference = source.get(field);
                return given(reference, { kind, name: reference.get("name"), container });
            }),
        ),
    ];
}

function inVolume(volume: Value): ConfigReference[] {
    const [config, secret, claim] = ["configMap", "secret", "persistentVolumeClaim"].map((key) => volume.get(key)) as [
        Value,
        Value,
        Value,
    ];
    const projected = volume.get("projected", "sources").items();
    return [
        ...given(config, { kind: "ConfigMap", name: config.get("name") }),
        ...given(secret, { kind: "Secret", name: secret.get("secretName") }),
        ...given(claim, { kind: "PersistentVolumeClaim", name: claim.get("claimName") }),
        ...projected.flatMap((source) => [
            ...given(source.get("configMap"), { kind: "ConfigMap", name: source.get("configMap", "name") }),
            ...given(source.get("secret"), { kind: "Secret", name: source.get("secret", "name") }),
        ]),
    ];
}

/** The reference, unless it isn't there. */
function given(place: Value, reference: Omit<ConfigReference, "optional">): ConfigReference[] {
    const optional = holds(place.get("optional"), (value) => value.boolean() === true);
    return place.isUnset ? [] : [{ ...reference, optional }];
}

function entriesOf<Kind extends string>(fields: Readonly<Record<string, Kind>>): [string, Kind][] {
    return Object.entries<Kind>(fields);
}
