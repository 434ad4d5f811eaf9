import type { Manifest } from "./manifest";

/** What must be there before something else; a kind that isn't listed comes last. */
const kinds = [
    "Namespace",
    "ResourceQuota",
    "LimitRange",
    "NetworkPolicy",
    "ServiceAccount",
    "ConfigMap",
    "PersistentVolumeClaim",
    "Service",
    "StatefulSet",
    "Deployment",
    "HorizontalPodAutoscaler",
    "HTTPRoute",
];

/** The place of a kind in the order of application, from 0. */
export function applyRank(kind: string): number {
    const index = kinds.indexOf(kind);
    return index === -1 ? kinds.length : index;
}

/** Objects in an order in which they can be applied; the same for the same objects, however they came. */
export function applyOrder(objects: readonly Manifest[]): Manifest[] {
    const key = ({ kind, metadata }: Manifest): string => [kind, metadata.namespace ?? "", metadata.name].join("\n");
    return [...objects].sort((a, b) => {
        const byKind = applyRank(a.kind) - applyRank(b.kind);
        return byKind !== 0 ? byKind : key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0;
    });
}
