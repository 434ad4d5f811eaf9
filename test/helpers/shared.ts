import { existsSync } from "node:fs";
import { join, resolve } from "node:path";

/** A path in the folder of shared data beside the project; undefined where there is none. */
export function sharedPath(...parts: string[]): string | undefined {
    const path = join(resolve("..", "shared"), ...parts);
    return existsSync(path) ? path : undefined;
}
