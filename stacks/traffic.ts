import { sortedEntries } from "../core/sortedEntries";
import type { ConnectionArgs } from "../components/shared/connection";
import type { ScoreWorkload } from "../score";
import type { OfferedWorkload } from "../provisioners/provisioner";
import type { Conversion } from "./conversion";
import { calledWorkload, numberedPeer } from "./namedPorts";
import { offeredWorkload } from "./offers";
import type { ResourceResult } from "./resources";

/** The edges of a workload, by name. */
export interface Edges {
    connectsTo: Record<string, ConnectionArgs>;
    acceptsFrom: Record<string, ConnectionArgs>;
}

/**
 * The edges that a workload's resources open, and those of `metadata.waymark.traffic`. A name is used once, and never that of a
 * resource: whether a resource opens an edge is its provisioner's matter, which may change.
 */
export function edgesOf(
    workload: ScoreWorkload,
    resources: ReadonlyMap<string, ResourceResult>,
    conversion: Conversion,
    workloads: ReadonlyMap<string, OfferedWorkload>,
): Edges {
    const { document, waymark } = workload;
    const edges: Edges = { connectsTo: {}, acceptsFrom: {} };
    for (const [name, { provisioned }] of resources) {
        for (const direction of ["connectsTo", "acceptsFrom"] as const) {
            const end = provisioned?.[direction];
            if (end !== undefined) {
                edges[direction][name] = end;
                conversion.from(`${direction}.${name}`, ["resources", name]);
            }
        }
    }
    for (const [name, { provisioned }] of resources) {
        for (const [word, end] of sortedEntries(provisioned?.alsoConnectsTo)) {
            edges.connectsTo[`${name}-${word}`] = end;
            conversion.from(`connectsTo.${name}-${word}`, ["resources", name]);
        }
    }
    const { connectsTo, acceptsFrom, external } = waymark.traffic ?? {};
    const add = <End>(
        key: string,
        direction: keyof Edges,
        ends: Readonly<Record<string, End>> = {},
        numbered: (end: End) => ConnectionArgs,
    ): void => {
        for (const [name, end] of Object.entries(ends)) {
            const path = ["metadata", "waymark", "traffic", key, name];
            if (Object.hasOwn(document.resources ?? {}, name)) {
                const message = `the resource "${name}" has this name, and its edge is named after it`;
                conversion.refuse(path, { code: "edge-twice", message, hint: "give this edge another name" }, "key");
            } else if (Object.hasOwn(edges[direction], name)) {
                const message = `an edge of the name "${name}" is there already`;
                conversion.refuse(path, { code: "edge-twice", message, hint: "give it another name" }, "key");
            } else {
                const numberedEnd = conversion.attempt(path, () => numbered(end));
                if (numberedEnd !== undefined) {
                    edges[direction][name] = numberedEnd;
                    conversion.from(`${direction}.${name}`, path);
                }
            }
        }
    };
    const own = offeredWorkload(workload);
    add("connectsTo", "connectsTo", connectsTo, (peer) => numberedPeer(peer, calledWorkload(peer, workloads)));
    add("external", "connectsTo", external, (end) => end);
    add("acceptsFrom", "acceptsFrom", acceptsFrom, (peer) => numberedPeer(peer, own));
    return edges;
}
