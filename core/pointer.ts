/** A step into a document: a key of a map or an index of a list. */
export type PathStep = string | number;

/** Builds a JSON pointer (RFC 6901): `["a/b", 0]` becomes `/a~1b/0`; the empty path is the document itself. */
export function toPointer(path: readonly PropertyKey[]): string {
    return path.map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

/** The steps of a JSON pointer. */
export function fromPointer(pointer: string): string[] {
    if (pointer === "") {
        return [];
    }
    return pointer
        .slice(1)
        .split("/")
        .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** Follows a path into plain data; undefined where it ends early. Never follows inherited properties. */
export function getIn(value: unknown, path: readonly PathStep[]): unknown {
    let current = value;
    for (const step of path) {
        if (typeof current !== "object" || current === null || !Object.hasOwn(current, step)) {
            return undefined;
        }
        current = (current as Record<PathStep, unknown>)[step];
    }
    return current;
}
