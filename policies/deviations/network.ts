import { holdsMetadataService, isEveryAddress } from "../model/ipRanges";
import type { Value } from "../model/value";
import { any, holds, type Truth } from "../truth";
import { postgresDatabase, standardService, teamNamespace, type Deviation } from "./deviation";

/** Whom the pods talk to, and who may talk to them. */
export const ofNetwork: readonly Deviation[] = [
    {
        component: standardService,
        argument: "connectsTo.*.cidr",
        rule: "net-netpol-too-open",
        weakens: leadsTooFar,
        message: "the edge leads to everywhere, or to the cloud's metadata service",
        to: "to the range that is meant, or name the host",
        children: [{ kind: "NetworkPolicy", suffix: "-to-*" }],
    },
    ...[standardService, postgresDatabase].map((component) => ({
        component,
        argument: "acceptsFrom.*.cidr",
        rule: "net-netpol-too-open",
        weakens: (range: Value) => holds(range, (known) => isEveryAddress(known.string())),
        message: "everybody may connect",
        to: "to the range that is meant",
        children: [{ kind: "NetworkPolicy", suffix: "-from-*" }],
    })),
    {
        component: teamNamespace,
        argument: "dns.cidrs",
        rule: "net-netpol-too-open",
        weakens: (ranges) =>
            any(
                holds(ranges, () => false),
                ...ranges.items().map(leadsTooFar),
            ),
        message: "what is meant for DNS opens the way to everywhere, or to the cloud's metadata service",
        to: "to the addresses of the DNS servers, or leave it out",
        children: [{ kind: "NetworkPolicy", suffix: "-allow-dns" }],
    },
];

/** Every address, too, is a range with the metadata service in it. */
function leadsTooFar(range: Value): Truth {
    return holds(range, (known) => holdsMetadataService(known.string()));
}
