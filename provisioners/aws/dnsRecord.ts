import { isIP } from "node:net";
import type { ProvisionRequest } from "../provisioner";
import { requireAws } from "../requireAws";
import { loadRecord } from "./onUse";
import { requireAwsSdk } from "./sdk";

/** Seconds for which others may keep a record: short enough to move the target within minutes. */
const ttl = 300;

/**
 * Registers the record of a host in the Route 53 zone of the configuration; undefined where there is no zone, and
 * nobody asked for AWS by name.
 *
 * @throws ProblemError where the zone or what the record points at isn't known
 */
export function dnsRecord(request: ProvisionRequest<unknown>, host: string): (() => void) | undefined {
    const { resource, context, backend } = request;
    if (backend !== "aws" && context.aws?.hostedZoneId === undefined) {
        return undefined;
    }
    const otherwise = backend === "aws" ? "leave the class out" : "leave waymark:aws.hostedZoneId out";
    const { hostedZoneId, dnsTarget } = requireAws(request, ["hostedZoneId", "dnsTarget"], otherwise);
    requireAwsSdk(request);
    return () => {
        const Record = loadRecord();
        new Record(resource.logicalName, {
            zoneId: hostedZoneId,
            name: host,
            type: recordType(dnsTarget),
            ttl,
            records: [dnsTarget],
        });
    };
}

/** A host below a domain is never the domain itself, so that a CNAME may stand for it. */
function recordType(target: string): "A" | "AAAA" | "CNAME" {
    const version = isIP(target);
    return version === 4 ? "A" : version === 6 ? "AAAA" : "CNAME";
}
