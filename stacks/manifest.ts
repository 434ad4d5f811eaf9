/** A Kubernetes object as plain data. */
export type Manifest = Record<string, unknown> & {
    apiVersion: string;
    kind: string;
    metadata: Record<string, unknown> & { name: string; namespace?: string };
};
