import { z } from "zod";
import type { Problem } from "../../core/problem";
import { check } from "../../core/schema";
import type { Rule } from "../rule";
import { dayAfter } from "./days";
import { waiverHygiene } from "./hygiene";
import { longestDays, type waiverSchema } from "./waiver";

/** What of a report's findings (`policy check --format json`) a draft is made from. */
const reportSchema = z.looseObject({
    findings: z.array(
        z.looseObject({
            rule: z.string(),
            object: z.looseObject({
                kind: z.string().nullable(),
                namespace: z.string().nullable(),
                name: z.string(),
                type: z.string(),
            }),
            container: z.string().nullable(),
            path: z.string(),
            fingerprint: z.string(),
            waived: z.looseObject({ id: z.string() }).nullable(),
        }),
    ),
});

type Draft = z.infer<typeof waiverSchema>;

export interface DraftRequest {
    /** The text of a report in JSON. */
    report: string;
    file: string;
    rules: readonly Rule[];
    today: string;
    requestedBy?: string;
    /** Only these findings. */
    fingerprints?: readonly string[];
}

/** Stands where a person has to write something. */
const toDo = "TODO";

/**
 * Drafts of waivers for open findings: one per object and rule, since the paths of a waiver count for each of its rules;
 * as narrow as what was found, for as long as the rule allows. Nobody has approved them, so they don't count before
 * somebody does.
 */
export function draftWaivers(request: DraftRequest): { drafts: Draft[]; problems: readonly Problem[] } {
    const { file, rules, today, fingerprints } = request;
    const { value } = check(reportSchema, parse(request.report));
    if (value === undefined) {
        const message = "this is no report of waymark policy check";
        const hint = "write it with waymark policy check --format json=FILE";
        return { drafts: [], problems: [{ code: "not-a-report", message, hint, file }] };
    }
    const open = value.findings.filter(({ rule, waived, fingerprint }) => {
        const isWanted = fingerprints === undefined || fingerprints.includes(fingerprint);
        return isWanted && waived === null && rules.some(({ id, waivable }) => id === rule && waivable);
    });
    const groups = new Map<string, typeof open>();
    for (const finding of open.filter(({ rule }) => rule !== waiverHygiene.id)) {
        const { kind, type, namespace, name } = finding.object;
        const key = JSON.stringify([kind ?? type, namespace, name, finding.rule]);
        groups.set(key, [...(groups.get(key) ?? []), finding]);
    }
    const year = today.slice(0, 4);
    const drafts = [...groups.values()].map((findings, index): Draft => {
        const { object, rule: id } = findings[0]!;
        const { kind, type, namespace, name } = object;
        const { severity } = rules.find((rule) => rule.id === id)!;
        return {
            id: `W-${year}-${toDo}-${index + 1}`,
            rules: [id],
            scope: {
                ...(kind === null ? { type } : { kind }),
                name,
                ...(namespace === null ? {} : { namespace }),
                paths: [...new Set(findings.map(({ path }) => path))].filter((path) => path !== "").sort(),
            },
            reason: `${toDo}: why this may be`,
            requestedBy: request.requestedBy ?? `${toDo}: who asks for it`,
            approvedBy: [`${toDo}: somebody whom approvers.yaml allows it`],
            approvedAt: today,
            expires: dayAfter(today, longestDays[severity]),
        };
    });
    return { drafts: drafts.map(withoutEmptyPaths), problems: [] };
}

function withoutEmptyPaths(draft: Draft): Draft {
    const { paths, ...scope } = draft.scope;
    return paths?.length === 0 ? { ...draft, scope } : draft;
}

function parse(text: string): unknown {
    try {
        return JSON.parse(text);
    } catch {
        return undefined;
    }
}
