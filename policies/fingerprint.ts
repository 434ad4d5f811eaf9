import { sha256Hex } from "../core/canonicalJson";
import type { ObjectReference } from "./objectReference";

/**
 * What makes a finding the same finding next time, as 16 hex digits: rule, kind, namespace and name, container, path.
 * Neither the adapter nor the position in a file nor the wording is part of it.
 */
export function fingerprint(rule: string, object: ObjectReference, container: string | null, path: string): string {
    const parts = [rule, object.kind ?? object.type, object.namespace ?? "", object.name, container ?? "", path];
    return sha256Hex(JSON.stringify(parts)).slice(0, 16);
}
