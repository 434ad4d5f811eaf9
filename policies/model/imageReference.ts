/** A container image reference taken apart as container runtimes do. */
export interface ImageReference {
    /** In lower case; `docker.io` where none is written, and for its old name `index.docker.io`. */
    registry: string;
    /** With `library/` for official images of the default registry. */
    repository: string;
    /** Undefined where none is written, or an empty one. */
    tag: string | undefined;
    /** `sha256:…`, undefined where none is written. */
    digest: string | undefined;
}

/** Whether what the reference names can change: it has no digest, and no tag or one of these. */
export function isMutableTag({ tag, digest }: ImageReference, mutable: readonly string[]): boolean {
    return digest === undefined && (tag === undefined || mutable.includes(tag));
}

/**
 * Parses `[registry[:port]/]repository[:tag][@digest]`.
 * The first part is a registry only where it holds a dot or a colon or is `localhost`, so `team/app` is on docker.io.
 *
 * @example
 * parseImage("ghcr.io/acme/api:4.2.0").tag === "4.2.0"
 * parseImage("registry.local:5000/app").tag === undefined
 */
export function parseImage(text: string): ImageReference {
    const at = text.indexOf("@");
    const named = at === -1 ? text : text.slice(0, at);
    const digest = at === -1 ? "" : text.slice(at + 1);
    const slash = named.indexOf("/");
    const first = slash === -1 ? "" : named.slice(0, slash);
    const hasRegistry = first.includes(".") || first.includes(":") || first === "localhost";
    const rest = hasRegistry ? named.slice(slash + 1) : named;
    const colon = rest.lastIndexOf(":");
    const name = colon === -1 ? rest : rest.slice(0, colon);
    const host = hasRegistry ? first.toLowerCase() : "docker.io";
    const registry = host === "index.docker.io" ? "docker.io" : host;
    return {
        registry,
        repository: registry === "docker.io" && !name.includes("/") ? `library/${name}` : name,
        tag: colon === -1 || colon === rest.length - 1 ? undefined : rest.slice(colon + 1),
        digest: /^[A-Za-z][A-Za-z0-9+._-]*:[0-9a-fA-F]{32,}$/.test(digest) ? digest : undefined,
    };
}
