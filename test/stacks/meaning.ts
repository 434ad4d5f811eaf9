import { asMap } from "../../score/plainData";
import type { Manifest } from "../../stacks/manifest";

interface Mount {
    name: string;
    mountPath: string;
    subPath?: string;
}

interface ConfigMapSource {
    name: string;
    items: { key: string; path: string }[];
}

interface Volume {
    name: string;
    projected?: { sources: { configMap?: ConfigMapSource }[] };
}

/** Every field of an object that holds a single value; items of lists by name where they have one, else by index. */
export function fieldsOf(value: unknown, path = ""): [string, unknown][] {
    if (Array.isArray(value)) {
        return value.flatMap((item: unknown, index) => {
            const name = asMap(item)?.["name"];
            return fieldsOf(item, `${path}[${typeof name === "string" ? name : index}]`);
        });
    }
    const map = asMap(value);
    return map === undefined
        ? [[path, value]]
        : Object.entries(map).flatMap(([key, inner]) => fieldsOf(inner, path === "" ? key : `${path}.${key}`));
}

/** What a container of a pod sees at each path: the text of a file, or the kind of a volume. */
export function mountsOf(objects: readonly Manifest[], containerName: string): Record<string, string> {
    const spec = podSpec(objects);
    const container = spec.containers.find(({ name }) => name === containerName);
    const seen = (container?.volumeMounts ?? []).flatMap(({ name, mountPath, subPath }): [string, string][] => {
        const volume = spec.volumes.find((one) => one.name === name);
        if (volume?.projected === undefined) {
            return [[mountPath, Object.keys(volume ?? {}).find((key) => key !== "name") ?? "nothing"]];
        }
        const items = volume.projected.sources.flatMap(({ configMap }) =>
            (configMap?.items ?? []).map(({ key, path }) => ({ path, text: textOf(objects, configMap?.name, key) })),
        );
        return subPath === undefined
            ? items.map(({ path, text }) => [`${mountPath.replace(/\/$/, "")}/${path}`, text])
            : items.filter(({ path }) => path === subPath).map(({ text }) => [mountPath, text]);
    });
    return Object.fromEntries(seen);
}

function podSpec(objects: readonly Manifest[]) {
    const deployment = objects.find(({ kind }) => kind === "Deployment") as unknown as {
        spec: {
            template: { spec: { containers: { name: string; volumeMounts?: Mount[] }[]; volumes: Volume[] } };
        };
    };
    return deployment.spec.template.spec;
}

function textOf(objects: readonly Manifest[], name: string | undefined, key: string): string {
    const configMap = objects.find(({ kind, metadata }) => kind === "ConfigMap" && metadata.name === name);
    const { data = {}, binaryData = {} } = configMap as unknown as Record<string, Record<string, string>>;
    return data[key] ?? Buffer.from(binaryData[key] ?? "", "base64").toString("utf8");
}
