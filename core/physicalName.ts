import { sha256Hex } from "./canonicalJson";
import { ProblemError } from "./problem";

/** Longest name made here: Kubernetes allows 63 characters, and what hangs on it (`-headless`, pod hashes) wants room. */
export const maxNameLength = 52;

/** What a component stands for unless something else is said: `<type token>::<logical name>`. */
export function componentUid(token: string, logicalName: string): string {
    return `${token}::${logicalName}`;
}

const dns1035 = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;

/**
 * The one place where a logical name becomes a Kubernetes name (DNS-1035, at most 52 characters).
 * A longer name, or one whose dots were replaced, is cut and ends with 6 hex digits of the SHA-256 of its UID,
 * so that names depend on identity and never on content.
 *
 * @param name logical name, for example `ledger` or `shop.db`
 * @param uid what the name stands for, for example `postgres.default#shop.db`
 * @throws ProblemError where no DNS-1035 name can be made, a leading digit for instance
 */
export function physicalName(name: string, uid: string): string {
    const flat = name.replaceAll(".", "-");
    if (!dns1035.test(flat)) {
        throw new ProblemError({
            code: "invalid-name",
            message: `"${name}" can't be the name of a Kubernetes object`,
            hint: "use lower-case letters, digits and -, beginning with a letter and ending with a letter or digit",
        });
    }
    if (flat === name && name.length <= maxNameLength) {
        return name;
    }
    const cut = flat.slice(0, maxNameLength - 7).replace(/-+$/, "");
    return `${cut}-${sha256Hex(uid).slice(0, 6)}`;
}
