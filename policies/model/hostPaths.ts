import type { PodView } from "./podView";
import type { SurroundingPod } from "./containerView";
import type { Value } from "./value";

/** A path without doubled, trailing and dot parts. */
export function cleanPath(path: string): string {
    const parts: string[] = [];
    for (const part of path.split("/")) {
        if (part === "..") {
            parts.pop();
        } else if (part !== "" && part !== ".") {
            parts.push(part);
        }
    }
    return `/${parts.join("/")}`;
}

/** Whether one path is another one or lies below it. */
export function isWithin(path: string, folder: string): boolean {
    return folder === "/" || path === folder || path.startsWith(`${folder}/`);
}

/** The paths of the node that a pod's volumes open, those that aren't known yet included. */
export function hostPaths(pod: PodView | SurroundingPod): { name: Value; path: Value }[] {
    return pod.volumes.flatMap((volume) => {
        const source = volume.get("hostPath");
        return source.isUnset ? [] : [{ name: volume.get("name"), path: source.get("path") }];
    });
}
