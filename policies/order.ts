import type { ObjectReference } from "./objectReference";
import type { Finding, UnknownVerdict } from "./report";
import type { Severity } from "./severity";

const severities: readonly Severity[] = ["critical", "high", "medium", "low", "info"];

/** Worst first: level, severity, then rule, object and path in code-unit order. */
export function compareFindings(a: Finding, b: Finding): number {
    return (
        Number(a.level !== "mandatory") - Number(b.level !== "mandatory") ||
        severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
        compareText(a.rule, b.rule) ||
        compareObjects(a.object, b.object) ||
        compareText(a.file ?? "", b.file ?? "") ||
        (a.line ?? 0) - (b.line ?? 0) ||
        (a.column ?? 0) - (b.column ?? 0) ||
        compareText(a.path, b.path) ||
        compareText(a.container ?? "", b.container ?? "") ||
        compareText(a.message, b.message) ||
        compareText(a.fix, b.fix)
    );
}

/** By rule, then object. */
export function compareUnknown(a: UnknownVerdict, b: UnknownVerdict): number {
    return (
        compareText(a.rule, b.rule) ||
        compareObjects(a.object, b.object) ||
        compareText(a.paths.join("\n"), b.paths.join("\n")) ||
        compareText(a.source.join("\n"), b.source.join("\n"))
    );
}

function compareObjects(a: ObjectReference, b: ObjectReference): number {
    return (
        compareText(a.namespace ?? "", b.namespace ?? "") ||
        compareText(a.kind ?? a.type, b.kind ?? b.type) ||
        compareText(a.name, b.name) ||
        compareText(a.urn ?? "", b.urn ?? "") ||
        compareText(a.apiVersion ?? "", b.apiVersion ?? "") ||
        compareText(a.type, b.type)
    );
}

function compareText(a: string, b: string): number {
    return a < b ? -1 : a > b ? 1 : 0;
}
