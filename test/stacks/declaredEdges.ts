import { parse } from "yaml";

/**
 * The edges that Score files declare, worked out from their text alone: nothing here knows how waymark reads them or
 * what it makes of them.
 */
export interface DeclaredEdge {
    /** Workload that sends; undefined for the gateway. */
    from?: string;
    /** Workload or database that receives. */
    to: string;
    /** Port that its Service has. */
    port: number;
    /** Port that its pods listen on. */
    targetPort: number;
}

interface ScorePort {
    port: number;
    targetPort?: number;
}

interface ScoreDocument {
    metadata: { name: string; waymark?: { traffic?: object } };
    service?: { ports?: Record<string, ScorePort> };
    resources?: Record<string, { type: string; id?: string; params?: { workload?: string; port?: string | number } }>;
}

export function declaredEdges(texts: readonly string[]): DeclaredEdge[] {
    const documents = texts.map((text) => parse(text) as ScoreDocument);
    const portOf = (workload: string, wanted?: string | number) => {
        const ports = documents.find(({ metadata }) => metadata.name === workload)?.service?.ports ?? {};
        const lowest = Object.values(ports).sort((a, b) => a.port - b.port)[0];
        const found =
            wanted === undefined
                ? (ports["http"] ?? lowest)
                : (ports[wanted] ?? Object.values(ports).find(({ port }) => port === wanted));
        if (found === undefined) {
            throw new Error(`${workload} has no port ${wanted}`);
        }
        return { port: found.port, targetPort: found.targetPort ?? found.port };
    };
    return documents.flatMap(({ metadata: { name, waymark }, resources }) => {
        if (waymark?.traffic !== undefined) {
            throw new Error(`${name}: edges under metadata.waymark.traffic are not read here`);
        }
        return Object.entries(resources ?? {}).flatMap(([key, { type, id, params = {} }]): DeclaredEdge[] => {
            switch (type) {
                case "service":
                case "service-port": {
                    const to = params.workload ?? key;
                    return [{ from: name, to, ...portOf(to, params.port) }];
                }
                case "postgres":
                    return [{ from: name, to: id ?? `${name}-${key}`, port: 5432, targetPort: 5432 }];
                case "route":
                    return [{ to: name, ...portOf(name, params.port) }];
                default:
                    return [];
            }
        });
    });
}
