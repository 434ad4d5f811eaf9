import { BlockList, isIP } from "node:net";
import { isCidr, parseCidr } from "../../core/cidr";

/** Where clouds tell a machine its credentials. */
export const metadataServices: readonly string[] = ["169.254.169.254", "fd00:ec2::254"];

/** Whether a range holds the metadata service of the clouds, as every address does. */
export function holdsMetadataService(range: string | undefined): boolean {
    return metadataServices.some((address) => rangeHolds(range, address));
}

/** Whether a range in CIDR notation holds an address; text that is no range holds none. */
export function rangeHolds(range: string | undefined, address: string): boolean {
    if (range === undefined || !isCidr(range)) {
        return false;
    }
    const { address: network, length, family } = parseCidr(range);
    const list = new BlockList();
    list.addSubnet(network, length, family);
    return family === familyOf(address) && list.check(address, family);
}

/** Whether a range is every address of its family. */
export function isEveryAddress(range: string | undefined): boolean {
    return range !== undefined && isCidr(range) && parseCidr(range).length === 0;
}

function familyOf(address: string): "ipv4" | "ipv6" {
    return isIP(address) === 4 ? "ipv4" : "ipv6";
}
