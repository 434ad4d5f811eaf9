import { mountedBelow, mountPathProblem, sameMountPath } from "../core/mountPath";
import type { ScoreContainer } from "./documentSchema";
import type { Finding, Limit } from "./limit";

/** The most that Kubernetes keeps in one ConfigMap or Secret. */
const maxContentBytes = 1024 * 1024;

/** Files and volumes. */
export const mountLimits: readonly Limit[] = [
    limit("mount-path", "mounts are at absolute paths below /, without `..` and `:`", (container) =>
        targets(container).flatMap(({ kind, target }) => {
            const problem = mountPathProblem(target);
            return problem === undefined ? [] : [{ path: [kind, target], part: "key" as const, ...problem }];
        }),
    ),
    limit("file-is-folder", "the path of a file doesn't end with `/`", ({ files = {} }) =>
        Object.keys(files)
            .filter((target) => target.endsWith("/") && sameMountPath(target) !== "/")
            .map((target) => ({
                path: ["files", target],
                part: "key" as const,
                message: "this is the path of a folder, and a file is mounted",
                hint: "write the path with the name of the file",
            })),
    ),
    limit("path-twice", "a container has one mount at each path", (container) => {
        const taken = new Set<string>();
        return targets(container).flatMap(({ kind, target }) => {
            const same = sameMountPath(target);
            const isTaken = taken.has(same);
            taken.add(same);
            const message = "something else has the same path";
            return isTaken ? [{ path: [kind, target], part: "key" as const, message, hint: "move one of them" }] : [];
        });
    }),
    limit("mount-below-file", "nothing is mounted below a file", (container) => {
        const files = new Set(Object.keys(container.files ?? {}).map(sameMountPath));
        return targets(container).flatMap(({ kind, target }) => {
            const file = mountedBelow(target, files);
            const message = `"${file}" is a file, and nothing can be mounted below it`;
            return file === undefined
                ? []
                : [{ path: [kind, target], part: "key" as const, message, hint: "move one of them" }];
        });
    }),
    limit("volume-path", "a sub path is relative, without `..`", ({ volumes = {} }) =>
        Object.entries(volumes)
            .filter(([, { path = "" }]) => path.startsWith("/") || path.split("/").includes(".."))
            .map(([target]) => ({
                path: ["volumes", target, "path"],
                message: "the path inside the volume is absolute or has ..",
                hint: "write it relative",
            })),
    ),
    limit("not-base64", "binary content is base64", ({ files = {} }) =>
        Object.entries(files)
            .filter(([, { binaryContent = "" }]) => !isBase64(binaryContent))
            .map(([target]) => ({
                path: ["files", target, "binaryContent"],
                message: "this is no base64",
                hint: "encode the bytes of the file",
            })),
    ),
    {
        code: "content-too-large",
        refused: true,
        says: "the files of a workload have at most 1 MiB",
        find: ({ document }) => {
            const files = Object.entries(document.containers).flatMap(([name, { files: own = {} }]) =>
                Object.entries(own).map(([target, { content = "", binaryContent = "" }]) => ({
                    path: ["containers", name, "files", target],
                    bytes: Buffer.byteLength(content) + Buffer.byteLength(binaryContent, "base64"),
                })),
            );
            const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
            const [largest] = [...files].sort((a, b) => b.bytes - a.bytes);
            const message = `the files hold ${total} bytes, and Kubernetes keeps 1 MiB (${maxContentBytes})`;
            const hint = "put it into the image or fetch it at start";
            return largest === undefined || total <= maxContentBytes
                ? []
                : [{ path: largest.path, part: "key", message, hint }];
        },
    },
];

/** A limit of each container by itself; paths begin in the container. */
function limit(code: string, says: string, find: (container: ScoreContainer) => Finding[]): Limit {
    return {
        code,
        refused: true,
        says,
        find: ({ document }) =>
            Object.entries(document.containers).flatMap(([name, container]) =>
                find(container).map((finding) => ({ ...finding, path: ["containers", name, ...finding.path] })),
            ),
    };
}

function targets({ files = {}, volumes = {} }: ScoreContainer): { kind: string; target: string }[] {
    return [
        ...Object.keys(files)
            .sort()
            .map((target) => ({ kind: "files", target })),
        ...Object.keys(volumes)
            .sort()
            .map((target) => ({ kind: "volumes", target })),
    ];
}

function isBase64(text: string): boolean {
    return /^[A-Za-z0-9+/]*={0,2}$/.test(text) && text.length % 4 === 0;
}
