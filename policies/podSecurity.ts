import type { PodSecurityCheck, PodSecurityRevision, Rule } from "./rule";

export type PodSecurityLevel = "privileged" | "baseline" | "restricted";

/** The Pod Security version that is judged unless another is asked for: the one that namespaces are labelled with. */
export const defaultPodSecurityVersion = "1.36";

/** The newest version whose checks are known; a later one is judged as this one. */
const newestMinor = 38;

/** The minor number of `1.36` or `v1.36`, clamped to the newest known; undefined where the text is no version. */
export function parseMinor(version: string): number | undefined {
    const match = /^v?1\.(\d{1,3})$/.exec(version);
    return match === null ? undefined : Math.min(Number(match[1]), newestMinor);
}

/** For each Pod Security rule in force the revisions that judge, by level and minor version. */
export function revisionsInForce(
    rules: readonly Rule[],
    level: PodSecurityLevel,
    minor: number,
): Map<string, PodSecurityRevision[]> {
    const candidates = rules
        .flatMap((rule) =>
            rule.target === "podSecurity" ? rule.checks.map((check) => ({ rule: rule.id, check })) : [],
        )
        .filter(({ check }) => level === "restricted" || check.level === level)
        .map(({ rule, check }) => ({ rule, check, revision: revisionAt(check, minor) }));
    const overridden = new Set(
        candidates.flatMap(({ check, revision }) => (revision === undefined ? [] : (check.overrides ?? []))),
    );
    const inForce = new Map<string, PodSecurityRevision[]>();
    for (const { rule, check, revision } of candidates) {
        if (revision !== undefined && !overridden.has(check.id)) {
            inForce.set(rule, [...(inForce.get(rule) ?? []), revision]);
        }
    }
    return inForce;
}

function revisionAt(check: PodSecurityCheck, minor: number): PodSecurityRevision | undefined {
    return check.revisions
        .filter(({ min }) => (parseMinor(min) ?? 0) <= minor)
        .reduce<PodSecurityRevision | undefined>(
            (newest, next) => (newest === undefined || parseMinor(next.min)! > parseMinor(newest.min)! ? next : newest),
            undefined,
        );
}
