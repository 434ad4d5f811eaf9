/** A mount path without what makes no difference: doubled and ending slashes, `.`. */
export function sameMountPath(path: string): string {
    return `/${path
        .split("/")
        .filter((step) => step !== "" && step !== ".")
        .join("/")}`;
}

/** Why nothing can be mounted at a path, and what to write instead; undefined where it can. */
export function mountPathProblem(path: string): { message: string; hint: string } | undefined {
    if (!path.startsWith("/")) {
        return { message: "this is no absolute path", hint: "begin it with /" };
    }
    if (path.includes(":") || path.split("/").includes("..") || hasControlCharacter(path)) {
        return {
            message: "this path has .., : or a control character in it",
            hint: "write the path as it is in the end",
        };
    }
    if (sameMountPath(path) === "/") {
        return { message: "a mount at / would hide the whole image", hint: "write a path below it, such as /etc/app" };
    }
    return path.split("/").some((name) => Buffer.byteLength(name) > 255)
        ? { message: "a name in this path is longer than 255 bytes", hint: "shorten it" }
        : undefined;
}

/** The files among paths that another path leads through: what is mounted below a file has no place. */
export function mountedBelow(path: string, files: ReadonlySet<string>): string | undefined {
    const steps = sameMountPath(path).split("/");
    return steps
        .slice(1, -1)
        .map((_, index) => steps.slice(0, index + 2).join("/"))
        .find((above) => files.has(above));
}

function hasControlCharacter(path: string): boolean {
    return [...path].some((character) => character < " " || character === "\x7f");
}
