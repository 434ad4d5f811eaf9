import type { Place } from "../../core/problem";
import { fingerprint } from "../fingerprint";
import type { ObjectReference } from "../objectReference";
import type { Finding } from "../report";

/** What findings about waivers themselves have in common. */
export const waiverHygiene = {
    id: "plat-waiver-hygiene",
    title: "Waivers are valid, approved, in time and used",
    severity: "high",
    why: "a waiver that nobody checks is a rule that nobody keeps",
    fix: "mend the waiver, have it approved, or remove it",
} as const;

/** What is said about a waiver. */
interface Remark {
    /** The waiver's id, or the object that refers to one. */
    about: string | ObjectReference;
    place: Place;
    message: string;
    fix: string;
    /** What tells this remark from others about the same; default the message. */
    topic?: string;
}

/** A waiver, or a reference to one, that is ignored: mandatory, so that nobody relies on it. */
export function flawFinding(remark: Remark): Finding {
    return { ...noticeFinding(remark), severity: waiverHygiene.severity, level: "mandatory" };
}

/** Something to know about a waiver that counts, or no longer does. */
export function noticeFinding({ about, place, message, fix, topic = message }: Remark): Finding {
    const object = typeof about === "string" ? waiverObject(about) : about;
    const path = typeof about === "string" ? "" : referencePath;
    const { file = null, line = null, column = null } = place;
    return {
        rule: waiverHygiene.id,
        severity: "info",
        level: "advisory",
        object,
        container: null,
        path,
        file,
        line,
        column,
        message,
        fix,
        fingerprint: fingerprint(`${waiverHygiene.id}/${topic}`, object, null, path),
        waived: null,
    };
}

/** The annotation by which an object says which waivers it relies on; several with commas. */
export const referenceAnnotation = "waymark.dev/waivers";
const referencePath = `metadata.annotations["${referenceAnnotation}"]`;

function waiverObject(id: string): ObjectReference {
    return { apiVersion: null, kind: "Waiver", namespace: null, name: id, type: "waymark:policy:Waiver", urn: null };
}
