import type { Problem } from "../core/problem";
import type { ObjectReference } from "./objectReference";
import type { Level, Severity } from "./severity";

/** One violation: a rule, an object, a container, a path. Never holds a value of the object that could be a secret. */
export interface Finding {
    /** Rule id, also the name of its page. */
    rule: string;
    severity: Severity;
    level: Level;
    object: ObjectReference;
    container: string | null;
    /** Items of lists by name: `spec.template.spec.containers[name=app].image`. */
    path: string;
    file: string | null;
    line: number | null;
    column: number | null;
    /** What was found, in one clause. */
    message: string;
    /** What to write instead; the component's argument first, where the object belongs to one of ours. */
    fix: string;
    /** 16 hex digits, the same from every adapter and for every position in a file. */
    fingerprint: string;
    /** Who allows it until when; `expires` is null where it is a baseline that knows the finding. */
    waived: { id: string; expires: string | null; reason: string } | null;
}

/** A rule that could not be decided for an object, because values are not known yet. */
export interface UnknownVerdict {
    rule: string;
    /** That of the rule: whether an update can be refused for what isn't known yet. */
    level: Level;
    object: ObjectReference;
    /** What would have to be known, sorted. */
    paths: string[];
    /** URNs of the resources that the unknown values come from; empty where that isn't known. */
    source: string[];
    /** Where the first of the paths stands. */
    file: string | null;
    line: number | null;
}

export interface PolicySummary {
    files: number;
    objects: number;
    mandatory: number;
    advisory: number;
    waived: number;
    unknown: number;
    /** Those of `unknown` whose rule is mandatory. */
    unknownMandatory: number;
    errors: number;
    /** Rules in force that lack a parameter they need; they gave no finding. */
    notConfigured: string[];
}

/** What an evaluation found; findings worst first, in an order that depends on content only. */
export interface PolicyReport {
    findings: Finding[];
    unknown: UnknownVerdict[];
    /** What is wrong with the question: an unknown rule id, a bad parameter. */
    errors: Problem[];
    summary: PolicySummary;
}

/**
 * True where findings reach the failing level.
 * @param failOn `mandatory` (the default), `advisory` (any finding counts) or `none`.
 * @param unknown `mandatory`: what a mandatory rule can't know yet counts as a finding of it. Default `advisory`.
 */
export function fails(
    report: PolicyReport,
    failOn: "mandatory" | "advisory" | "none" = "mandatory",
    unknown: "mandatory" | "advisory" = "advisory",
): boolean {
    const { mandatory, advisory, unknownMandatory } = report.summary;
    if (failOn === "none") {
        return false;
    }
    return (
        mandatory > 0 || (failOn === "advisory" && advisory > 0) || (unknown === "mandatory" && unknownMandatory > 0)
    );
}
