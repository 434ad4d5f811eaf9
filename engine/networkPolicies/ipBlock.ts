import { BlockList, isIP } from "node:net";
import { z } from "zod";
import { isCidr, parseCidr } from "../../core/cidr";
import { strictMap, withHint } from "../../core/schema";

const range = z
    .string()
    .refine(isCidr, { error: withHint("this is no IP range", "write for example 10.20.0.0/16 or 2001:db8::/32") });

/** An IPBlock, as Kubernetes writes it. */
export const ipBlock = strictMap({ cidr: range, except: z.array(range).nullish() }).refine(
    ({ cidr, except }) => (except ?? []).every((inner) => !isCidr(cidr) || !isCidr(inner) || isInside(inner, cidr)),
    { path: ["except"], error: withHint("an exception lies outside the range", "write ranges within cidr") },
);

export type IpBlock = z.infer<typeof ipBlock>;

/** Whether the address is in the block and in none of its exceptions; never across IPv4 and IPv6. */
export function blockHolds({ cidr, except }: IpBlock, address: string): boolean {
    return rangeHolds(cidr, address) && !(except ?? []).some((inner) => rangeHolds(inner, address));
}

function rangeHolds(cidr: string, address: string): boolean {
    const { address: network, length, family } = parseCidr(cidr);
    if (isIP(network) !== isIP(address)) {
        return false; // a BlockList would find every IPv4 address in ::/0
    }
    const list = new BlockList();
    list.addSubnet(network, length, family);
    return list.check(address, family);
}

/** True for a range that is part of the other one, and smaller. */
function isInside(inner: string, outer: string): boolean {
    const small = parseCidr(inner);
    return small.length > parseCidr(outer).length && rangeHolds(outer, small.address);
}
