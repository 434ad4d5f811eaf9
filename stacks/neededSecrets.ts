import type { Manifest } from "./manifest";

/** A Secret that manifests refer to; its values are nobody's business here. */
export interface NeededSecret {
    namespace: string;
    name: string;
    /** Sorted. */
    keys: string[];
}

/** Every Secret that the pods refer to, with the keys that they ask for. Sorted. */
export function neededSecrets(manifests: readonly Manifest[]): NeededSecret[] {
    const found = new Map<string, { namespace: string; name: string; known: Set<string> }>();
    const need = (namespace: unknown, name: unknown, keys: readonly unknown[]): void => {
        if (typeof name !== "string" || typeof namespace !== "string") {
            return;
        }
        const id = `${namespace}\n${name}`;
        const secret = found.get(id) ?? { namespace, name, known: new Set<string>() };
        keys.forEach((key) => secret.known.add(String(key)));
        found.set(id, secret);
    };
    for (const manifest of manifests) {
        const { namespace } = manifest.metadata;
        visit(manifest, ({ secretKeyRef, secret }) => {
            if (isMap(secretKeyRef)) {
                need(namespace, secretKeyRef["name"], [secretKeyRef["key"]]);
            }
            if (isMap(secret)) {
                const items = Array.isArray(secret["items"]) ? secret["items"] : [];
                const keys = items.filter(isMap).map((item) => item["key"]);
                need(namespace, secret["name"] ?? secret["secretName"], keys);
            }
        });
    }
    return [...found]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([, { namespace, name, known }]) => ({ namespace, name, keys: [...known].sort() }));
}

function visit(value: unknown, action: (map: Record<string, unknown>) => void): void {
    if (Array.isArray(value)) {
        value.forEach((item) => visit(item, action));
    } else if (isMap(value)) {
        action(value);
        Object.values(value).forEach((inner) => visit(inner, action));
    }
}

function isMap(value: unknown): value is Record<string, unknown> {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
