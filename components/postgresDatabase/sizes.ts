/** CPU and memory of a server. Memory limit and request are equal: a database must not be the first to be evicted. */
export interface ServerResources {
    requests: { cpu: string; memory: string };
    limits: { cpu: string; memory: string };
}

/** What `size` may be. */
export const sizes: Readonly<Record<string, ServerResources>> = {
    small: { requests: { cpu: "250m", memory: "512Mi" }, limits: { cpu: "1", memory: "512Mi" } },
    medium: { requests: { cpu: "1", memory: "2Gi" }, limits: { cpu: "2", memory: "2Gi" } },
    large: { requests: { cpu: "2", memory: "8Gi" }, limits: { cpu: "4", memory: "8Gi" } },
};
