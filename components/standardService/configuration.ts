import { createHmac } from "node:crypto";
import * as pulumi from "@pulumi/pulumi";
import { canonicalJson, sha256Hex } from "../../core/canonicalJson";
import { sortedEntries } from "../../core/sortedEntries";
import type { FileArgs } from "./args";
import { placeIn, type DeclaredContainer } from "./containers";
import { publicValue, type ValuePlace } from "./publicValue";

type Values = Record<string, pulumi.Input<string>>;

/** What a service keeps in its ConfigMap and its Secret, by key; a kind without keys is not registered. */
export interface Contents {
    text: Values;
    binary: Values;
    secret: Values;
}

/** Gathers the content of all files and the secret values of all containers. */
export function collectContents(containers: readonly DeclaredContainer[]): Contents {
    const contents: Contents = { text: {}, binary: {}, secret: {} };
    for (const container of containers) {
        for (const [path, file] of sortedEntries<FileArgs>(container.args.files)) {
            const key = contentKey(container.name, path);
            const at = (kind: string): ValuePlace => placeIn(container, "files", path, kind);
            if (file.content !== undefined) {
                contents.text[key] = publicValue(file.content, at("content"), "secretContent");
            } else if (file.binaryContent !== undefined) {
                contents.binary[key] = publicValue(file.binaryContent, at("binaryContent"), "secretContent");
            } else if (file.secretContent !== undefined) {
                contents.secret[key] = pulumi.secret(file.secretContent);
            }
        }
        for (const [variable, value] of sortedEntries(container.args.secretValues)) {
            contents.secret[contentKey(container.name, variable)] = pulumi.secret(value);
        }
    }
    return contents;
}

/**
 * Key of a file or variable in the ConfigMap or Secret: `<container>.<name>`, with 8 hex digits of the name's hash
 * where characters had to be replaced.
 */
export function contentKey(container: string, name: string): string {
    const flat = name.replaceAll(/[^-._a-zA-Z0-9]/g, "_").slice(-150);
    return flat === name ? `${container}.${name}` : `${container}.${flat}-${sha256Hex(name).slice(0, 8)}`;
}

/** True where the service has content for a ConfigMap. */
export function hasConfiguration({ text, binary }: Contents): boolean {
    return Object.keys(text).length + Object.keys(binary).length > 0;
}

/** True where the service has secret content of its own. */
export function hasSecrets({ secret }: Contents): boolean {
    return Object.keys(secret).length > 0;
}

/** Hash of the ConfigMap's content where all of it is plain, so that it can be part of its name. */
export function plainContentHash({ text, binary }: Contents): string | undefined {
    const plain = [...Object.values(text), ...Object.values(binary)].every((value) => typeof value === "string");
    return plain ? shortHash(canonicalJson([text, binary])) : undefined;
}

/**
 * The pod-template annotation on which pods roll when content changes under a fixed name: undefined where no name is
 * fixed, a plain hash over public Outputs, an HMAC under the service's own key as soon as a secret is part of it.
 */
export function contentAnnotation(
    contents: Contents,
    hashKey: pulumi.Output<string> | undefined,
): pulumi.Output<string> | undefined {
    const { text, binary, secret } = contents;
    const config = plainContentHash(contents) === undefined ? [text, binary] : [];
    if (hashKey !== undefined) {
        const keyed = pulumi
            .all([hashKey, pulumi.output(config), pulumi.output(secret)])
            .apply(([key, ...values]) => createHmac("sha256", key).update(canonicalJson(values)).digest("hex"));
        // Without the key, which stays secret, the HMAC tells nothing about what it was made of.
        return pulumi.unsecret(keyed.apply((digest) => digest.slice(0, 16)));
    }
    return config.length === 0 ? undefined : pulumi.output(config).apply((values) => shortHash(canonicalJson(values)));
}

/** The values of a Secret in the form that Kubernetes stores. */
export function encoded(values: Values): Values {
    const encode = (value: pulumi.Input<string>): pulumi.Output<string> =>
        pulumi.output(value).apply((text) => Buffer.from(text, "utf8").toString("base64"));
    return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, encode(value)]));
}

function shortHash(text: string): string {
    return sha256Hex(text).slice(0, 10);
}
