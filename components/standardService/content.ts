import { ConfigMap } from "@pulumi/kubernetes/core/v1/configMap";
import { Secret } from "@pulumi/kubernetes/core/v1/secret";
import type { input } from "@pulumi/kubernetes/types";
import type { Output, Resource } from "@pulumi/pulumi";
import { RandomBytes } from "@pulumi/random/randomBytes";
import {
    collectContents,
    contentAnnotation,
    encoded,
    hasConfiguration,
    hasSecrets,
    plainContentHash,
} from "./configuration";
import { childName, type Identity } from "../shared/names";
import type { DeclaredContainer } from "./containers";
import type { ContentNames } from "./volumes";

/** What the pods need to know of the registered content. */
export interface RegisteredContent {
    names: ContentNames;
    /** Value of the annotation on which pods roll; undefined where names change instead. */
    hash: Output<string> | undefined;
}

/**
 * Registers the ConfigMap and Secret of a service, as far as it has content for them, and the key that keeps the
 * hash of its secrets from telling anything.
 *
 * @param metadata makes the metadata of an object of the given name
 */
export function registerContent(
    identity: Identity,
    containers: readonly DeclaredContainer[],
    metadata: (objectName: string) => input.meta.v1.ObjectMeta,
    parent: Resource,
): RegisteredContent {
    const { logicalName: name } = identity;
    const contents = collectContents(containers);
    const names: ContentNames = { configMap: childName(identity, "config"), secret: childName(identity, "secret") };
    if (hasConfiguration(contents)) {
        const hash = plainContentHash(contents);
        const configMap = new ConfigMap(
            `${name}-config`,
            {
                metadata: metadata(childName(identity, "config") + (hash === undefined ? "" : `-${hash}`)),
                data: contents.text,
                binaryData: contents.binary,
                ...(hash === undefined ? {} : { immutable: true }),
            },
            { parent },
        );
        names.configMap = configMap.metadata.name;
    }
    if (!hasSecrets(contents)) {
        return { names, hash: contentAnnotation(contents, undefined) };
    }
    const key = new RandomBytes(`${name}-hash-key`, { length: 32 }, { parent });
    const secret = new Secret(
        `${name}-secret`,
        { metadata: metadata(childName(identity, "secret")), type: "Opaque", data: encoded(contents.secret) },
        { parent },
    );
    names.secret = secret.metadata.name;
    return { names, hash: contentAnnotation(contents, key.base64) };
}
