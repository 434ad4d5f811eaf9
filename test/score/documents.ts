/** Score documents as plain data, for tests that change one thing in one. JSON is YAML, so they are read as JSON. */
export type Data = Record<string, unknown>;

/** The smallest document that reads as somebody would write it. */
export const minimal: Data = {
    apiVersion: "score.dev/v1b1",
    metadata: { name: "web" },
    containers: { web: { image: "nginx:1.27" } },
};

/** A copy of a document with the value at a path replaced; maps on the way are made. */
export function withValue(document: Data, path: readonly (string | number)[], value: unknown): Data {
    const copy = structuredClone(document);
    let parent: Data = copy;
    for (const step of path.slice(0, -1)) {
        parent = (parent[step] ??= {}) as Data;
    }
    parent[path.at(-1)!] = value;
    return copy;
}

/** The same data with the keys of every map the other way round. */
export function turned(value: unknown): unknown {
    if (Array.isArray(value)) {
        return value.map(turned);
    }
    return typeof value === "object" && value !== null
        ? Object.fromEntries(
              Object.entries(value)
                  .reverse()
                  .map(([key, inner]) => [key, turned(inner)]),
          )
        : value;
}
