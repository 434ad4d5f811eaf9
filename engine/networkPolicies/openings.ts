import { isAlwaysAllowed, judgeSide, type Endpoint, type Network } from "./judge";
import { protocols, type Protocol } from "./policy";

const lastPort = 65535;

/**
 * Everything that may pass between two of the ends, one line per pair, protocol and range of ports, sorted. What
 * passes whatever policies say (a pod to itself) and what no policy can see (two addresses) is left out.
 */
export function openingsAmong(ends: readonly Endpoint[], network: Network): string[] {
    const lines = ends.flatMap((from) =>
        ends.flatMap((to) =>
            from.pod === undefined && to.pod === undefined
                ? []
                : protocols.flatMap((protocol) =>
                      openRanges(from, to, protocol, network).map(
                          ([first, last]) =>
                              `${from.text} -> ${to.text} ${protocol} ${first === last ? first : `${first}-${last}`}`,
                      ),
                  ),
        ),
    );
    return [...new Set(lines)].sort();
}

function openRanges(from: Endpoint, to: Endpoint, protocol: Protocol, network: Network): [number, number][] {
    if (isAlwaysAllowed({ from, to, port: 1, protocol })) {
        return [];
    }
    const starts = rangeStarts(to, network);
    const ranges: [number, number][] = [];
    starts.forEach((port, index) => {
        const flow = { from, to, port, protocol };
        if (judgeSide("Egress", flow, network).allowed && judgeSide("Ingress", flow, network).allowed) {
            const before = ranges.at(-1);
            const last = (starts[index + 1] ?? lastPort + 1) - 1;
            if (before?.[1] === port - 1) {
                before[1] = last;
            } else {
                ranges.push([port, last]);
            }
        }
    });
    return ranges;
}

/** The ports at which the answer can change, ascending: where a policy's range begins and after where it ends. */
function rangeStarts({ pod }: Endpoint, { policies }: Network): number[] {
    const ofPolicies = policies
        .flatMap(({ rules }) => [...rules.Ingress, ...rules.Egress])
        .flatMap(({ ports }) => ports)
        .flatMap(({ port, endPort }) => (typeof port === "number" ? [port, (endPort ?? port) + 1] : []));
    const byName = (pod?.ports ?? []).flatMap(({ containerPort }) => [containerPort, containerPort + 1]);
    const starts = new Set([1, ...ofPolicies, ...byName].filter((port) => port <= lastPort));
    return [...starts].sort((a, b) => a - b);
}
