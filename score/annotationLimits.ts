import { suggest } from "../core/nearest";
import type { Limit } from "./limit";

const prefix = "k8s.score.dev/";
const kinds = ["Deployment", "StatefulSet"];

/** The most bytes that the annotations of one object have, keys and values together. */
const maxAnnotationBytes = 256 * 1024;

/** Annotations: what Kubernetes takes of them, and those of score-k8s. */
export const annotationLimits: readonly Limit[] = [
    {
        code: "annotation-prefix",
        refused: true,
        says: "the prefix of an annotation has at most 253 characters",
        find: ({ document }) =>
            keysOf(document.metadata.annotations, (key) => key.lastIndexOf("/") > 253).map((key) => ({
                path: ["metadata", "annotations", key],
                part: "key",
                message: "the prefix of this annotation is longer than Kubernetes allows",
                hint: "use at most 253 characters before the /",
            })),
    },
    {
        code: "annotations-too-large",
        refused: true,
        says: "annotations of an object have at most 256 KiB",
        find: ({ document }) => {
            const bytes = Object.entries(document.metadata.annotations ?? {})
                .flat()
                .reduce((total, text) => total + Buffer.byteLength(text), 0);
            const message = `the annotations have ${bytes} bytes, and Kubernetes keeps ${maxAnnotationBytes}`;
            const path = ["metadata", "annotations"];
            return bytes > maxAnnotationBytes
                ? [{ path, part: "key", message, hint: "put large texts into a file" }]
                : [];
        },
    },
    {
        code: "unknown-kind",
        refused: true,
        says: "`k8s.score.dev/kind` is Deployment or StatefulSet",
        find: ({ document }) => {
            const kind = document.metadata.annotations?.[`${prefix}kind`];
            const path = ["metadata", "annotations", `${prefix}kind`];
            return kind === undefined || kinds.includes(kind)
                ? []
                : [{ path, message: "a workload can't be of this kind", hint: suggest(kind, kinds) }];
        },
    },
    {
        code: "service-name",
        refused: true,
        says: "`k8s.score.dev/service-name` is the name of a Service",
        find: ({ document }) => {
            const name = document.metadata.annotations?.[`${prefix}service-name`];
            const path = ["metadata", "annotations", `${prefix}service-name`];
            const message = "this can't be the name of a Service";
            const hint = "use at most 63 lower-case letters, digits and -, a letter first";
            return name === undefined || /^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/.test(name)
                ? []
                : [{ path, message, hint }];
        },
    },
    {
        code: "annotation-without-effect",
        refused: false,
        says: "other annotations of score-k8s say nothing to waymark",
        find: ({ document }) =>
            keysOf(
                document.metadata.annotations,
                (key) => key.startsWith(prefix) && ![`${prefix}kind`, `${prefix}service-name`].includes(key),
            ).map((key) => ({
                path: ["metadata", "annotations", key],
                part: "key",
                message: "this annotation of score-k8s has no effect here, and the pods don't get it",
                hint: suggest(key, [`${prefix}kind`, `${prefix}service-name`]),
            })),
    },
];

function keysOf(annotations: Readonly<Record<string, string>> = {}, applies: (key: string) => boolean): string[] {
    return Object.keys(annotations).filter(applies);
}
