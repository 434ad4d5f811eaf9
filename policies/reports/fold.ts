import { formatObject } from "../message";
import type { Finding } from "../report";

/** Findings of one rule about one object that say the same, told once. */
export interface FoldedFinding {
    /** The first of them, which has the place. */
    first: Finding;
    /** `containers app, proxy: …` with the paths where there is one only. */
    facts: string[];
    fixes: string[];
}

/** An object with its findings, worst first. */
export interface ObjectFindings {
    object: string;
    file: string | null;
    findings: FoldedFinding[];
}

/** Findings grouped by object, the object with the worst one first; the order of findings given is kept. */
export function byObject(findings: readonly Finding[]): ObjectFindings[] {
    const documents = documentsOf(findings);
    const groups = groupBy(findings, (finding) => documents.get(finding)!);
    return groups.map((ofObject) => ({
        object: oneLine(formatObject(ofObject[0]!.object)),
        file: ofObject[0]!.file,
        findings: groupBy(ofObject, ({ rule, level }) => `${rule} ${level}`).map(fold),
    }));
}

/**
 * A key for the document of each finding. Two documents of one file may be about objects of one name; what is found at
 * the same path for the second time is the second one's.
 */
function documentsOf(findings: readonly Finding[]): Map<Finding, string> {
    const times = new Map<string, number>();
    return new Map(
        findings.map((finding) => {
            const { object, file, fingerprint } = finding;
            const key = JSON.stringify([object, file]);
            const time = times.get(key + fingerprint) ?? 0;
            times.set(key + fingerprint, time + 1);
            return [finding, `${key} ${time}`];
        }),
    );
}

function fold(findings: readonly Finding[]): FoldedFinding {
    const facts = groupBy(findings, ({ message, path }) => `${message}\n${path.split(/[.\]]/).at(-1)}`).map((same) => {
        const { message, path } = same[0]!;
        const names = [...new Set(same.flatMap(({ container }) => container ?? []))];
        const who = names.length === 0 ? "" : `container${names.length === 1 ? "" : "s"} ${names.join(", ")}: `;
        return oneLine(`${who}${message}${same.length > 1 || path === "" ? "" : ` (${path})`}`);
    });
    return { first: findings[0]!, facts, fixes: [...new Set(findings.map(({ fix }) => fix))] };
}

/** Text that stays in its line and does nothing to a terminal, whatever somebody called an object. */
export function oneLine(text: string): string {
    // eslint-disable-next-line no-control-regex
    return text.replaceAll(/[\u0000-\u001F\u007F-\u009F]/g, "\uFFFD");
}

function groupBy<T>(items: readonly T[], key: (item: T) => string): T[][] {
    const groups = new Map<string, T[]>();
    for (const item of items) {
        const group = groups.get(key(item));
        if (group === undefined) {
            groups.set(key(item), [item]);
        } else {
            group.push(item);
        }
    }
    return [...groups.values()];
}
