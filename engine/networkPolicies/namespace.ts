import { z } from "zod";
import type { Labels } from "./labelSelector";
import { metadata, readObject } from "./readObject";

const namespace = z.object({ metadata });

/** The name of a Namespace and its labels. */
export function readNamespace(object: object): [string, Labels] {
    const { metadata } = readObject(namespace, object);
    return [metadata.name, metadata.labels];
}
