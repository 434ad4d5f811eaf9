import { isIP } from "node:net";

/** An IP range: the addresses that share their first `length` bits with `address`. */
export interface Cidr {
    address: string;
    length: number;
    family: "ipv4" | "ipv6";
}

/** True for an IP range in CIDR notation. */
export function isCidr(text: string): boolean {
    const [address = "", length = "", ...rest] = text.split("/");
    const family = isIP(address);
    return rest.length === 0 && family !== 0 && /^\d{1,3}$/.test(length) && Number(length) <= (family === 4 ? 32 : 128);
}

/** The parts of a range for which `isCidr` holds. */
export function parseCidr(text: string): Cidr {
    const [address = "", length] = text.split("/");
    return { address, length: Number(length), family: isIP(address) === 4 ? "ipv4" : "ipv6" };
}
