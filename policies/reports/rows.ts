import type { Problem } from "../../core/problem";
import type { ReportRow, ReportRule } from "../../core/reportRow";
import { ruleErrorId } from "../engineRules";
import { formatObject, rulePage } from "../message";
import type { Finding, PolicyReport, UnknownVerdict } from "../report";
import type { Rule } from "../rule";
import type { Severity } from "../severity";
import { waiverHygiene } from "../waivers/hygiene";

/** What a report is told beside the findings. */
export interface ReportContext {
    /** The rules that were in force. */
    rules: readonly Rule[];
    /** Version of waymark. */
    version: string;
    /** Begins the address of a rule's page: `https://…/blob/main/`. Default: none, so that no address is given. */
    pages?: string;
}

/** As CVSS counts: what GitHub sorts by. */
const scores: Readonly<Record<Severity, number>> = { critical: 9.5, high: 8, medium: 5.5, low: 2.5, info: 0 };

/** Errors of reading as a rule of their own. */
const notRead = "not-read";

/** A report as rows for formats that other tools read: findings, then what is not known yet, then what was not read. */
export function reportRows({ findings, unknown, errors }: PolicyReport): ReportRow[] {
    return [...findings.map(findingRow), ...unknown.map(unknownRow), ...errors.map(errorRow)];
}

/** What rows have in common by rule: the rules in force and those that only turn up in rows. */
export function reportRules(rows: readonly ReportRow[], { rules, pages }: ReportContext): ReportRule[] {
    const page = (id: string): { helpUri?: string } =>
        pages === undefined ? {} : { helpUri: `${pages}${rulePage(id)}` };
    const known = rules.map((rule): ReportRule => {
        const { id, title, why, fix, details, group, frameworks, severity } = rule;
        const tags = [
            group,
            ...frameworks.map(({ name, section }) => [name, section ?? ""].join("-").replace(/-$/, "")),
        ];
        const help = `Why: ${why}. Fix: ${fix}.`;
        const helpMarkdown = [`**Why:** ${why}.`, `**Fix:** ${fix}.`, details]
            .filter((part) => part !== "")
            .join("\n\n");
        return { id, title, help, helpMarkdown, tags, severity: scores[severity], ...page(id) };
    });
    const extra = Object.entries({
        [waiverHygiene.id]: waiverHygiene.title,
        [ruleErrorId]: "A rule broke and gave no answer",
        [notRead]: "Everything that was named could be read",
    });
    const ids = new Set(known.map(({ id }) => id));
    const used = new Set(rows.map(({ ruleId }) => ruleId));
    const others = [...used].filter((id) => !ids.has(id));
    const titles = new Map(extra);
    return [...known, ...others.map((id) => ({ id, title: titles.get(id) ?? id.replaceAll("-", " ") }))];
}

function findingRow(finding: Finding): ReportRow {
    const { rule, level, container, message, path, fix, object, file, line, column, fingerprint, waived } = finding;
    const where = `${container === null ? "" : `container ${container}: `}${message}${path === "" ? "" : ` at ${path}`}`;
    return {
        ruleId: rule,
        level: level === "mandatory" ? "error" : "warning",
        message: `${formatObject(object)}: ${where}\nFix: ${fix}`,
        ...placeIn(object.urn, { file, line, column }),
        object: object.urn ?? formatObject(object),
        fingerprint,
        ...(waived === null ? {} : { suppression: { status: "accepted" as const, justification: waivedText(waived) } }),
    };
}

function unknownRow({ rule, object, paths, file, line }: UnknownVerdict): ReportRow {
    const message = `${formatObject(object)}: not checked, not known yet: ${paths.join(", ")}`;
    const name = object.urn ?? formatObject(object);
    return { ruleId: rule, level: "note", message, ...placeIn(object.urn, { file, line }), object: name };
}

function errorRow({ message, hint, file, line, column }: Problem): ReportRow {
    const text = hint === undefined ? message : `${message}\n${hint}`;
    return { ruleId: notRead, level: "error", message: text, ...placeOf({ file, line, column }) };
}

interface RowPlace {
    file?: string | null;
    line?: number | null;
    column?: number | null;
}

/** What a program registers has no line of a file: it gets the project's. */
function placeIn(urn: string | null, place: RowPlace): Pick<ReportRow, "file" | "region"> {
    const isNowhere = place.file === null || place.file === "-";
    return placeOf(urn !== null && isNowhere ? { file: projectFile, line: 1 } : place);
}

/** Stands for a project where no file is known. */
export const projectFile = "Pulumi.yaml";

function placeOf({ file, line, column }: RowPlace): Pick<ReportRow, "file" | "region"> {
    if (file === null || file === undefined || file === "-") {
        return {}; // standard input has no place that another tool could open
    }
    const region = {
        startLine: line ?? 1,
        ...(column === null || column === undefined ? {} : { startColumn: column }),
    };
    return { file, region };
}

/** `waiver W-2026-014 until 2026-12-01: …`. */
export function waivedText({ id, expires, reason }: NonNullable<Finding["waived"]>): string {
    return expires === null ? reason : `waiver ${id} until ${expires}: ${reason}`;
}
