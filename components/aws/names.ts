import * as pulumi from "@pulumi/pulumi";
import { RandomId } from "@pulumi/random/randomId";
import { sha256Hex } from "../../core/canonicalJson";
import type { Identity } from "../shared/names";

/** Bytes of chance in a name: eight hex digits. */
const suffixBytes = 4;

/**
 * The part of a name in AWS that tells a person what it is: `<name>-<environment>`, with room for the suffix. A longer
 * one is cut and ends with 6 hex digits of the SHA-256 of the UID. RDS and ElastiCache refuse `--`.
 *
 * @param longest characters that AWS allows for the whole name
 */
export function readablePart({ physicalName, uid }: Identity, environment: string, longest: number): string {
    const room = longest - 1 - 2 * suffixBytes;
    const text = `${physicalName}-${environment}`.replaceAll(/-+/g, "-");
    return text.length <= room ? text : `${text.slice(0, room - 7).replace(/-$/, "")}-${sha256Hex(uid).slice(0, 6)}`;
}

/**
 * The name of something that AWS wants unique in a region, or in the world. Chance makes it so, once: it is kept in
 * state, so that the name stays when the stack is renamed, and what is made anew after a deletion (whose last snapshot
 * is still there) gets another one.
 */
export function uniqueName(
    readable: string,
    { logicalName }: Identity,
    options: pulumi.CustomResourceOptions,
): pulumi.Output<string> {
    const suffix = new RandomId(`${logicalName}-suffix`, { byteLength: suffixBytes }, options);
    return pulumi.interpolate`${readable}-${suffix.hex}`;
}

/**
 * A name for a user or database: letters, digits and `_`. A longer one ends with 6 hex digits of the SHA-256 of the UID.
 */
export function accountName({ physicalName, uid }: Identity, longest: number): string {
    const name = physicalName.replaceAll("-", "_");
    return name.length <= longest ? name : `${name.slice(0, longest - 7)}_${sha256Hex(uid).slice(0, 6)}`;
}
