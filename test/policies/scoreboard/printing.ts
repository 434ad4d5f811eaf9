import type { Disagreement, ToolScore } from "./scoreboard";
import type { Verdict } from "./judgeCase";

export interface Sections {
    /** Precision and recall per rule. */
    rules: boolean;
    /** Why cases were not judged. */
    skipped: boolean;
    /** The disagreements that have a reason. */
    explained: boolean;
}

/** The scoreboard: a row per tool, what was asked for, and every disagreement without a reason. */
export function scoreboardText(scores: readonly ToolScore[], sections: Sections): string {
    const parts = [
        toolTable(scores),
        sections.skipped ? skipTable(scores) : "",
        sections.rules ? ruleTable(scores) : "",
        sections.explained ? disagreementRows(scores.flatMap(({ explained }) => explained)) : "",
        disagreementRows(scores.flatMap(({ unexplained }) => unexplained)),
    ];
    return parts.filter((part) => part !== "").join("\n\n");
}

/** One row per tool: how its cases came out. */
function toolTable(scores: readonly ToolScore[]): string {
    const head = ["tool", "cases", "agree", "explained", "unexplained", "not mapped", "skipped", "rule missing"];
    return table([
        head,
        ...scores.map((score) => {
            const count = (outcome: Verdict["outcome"]) =>
                score.verdicts.filter((verdict) => verdict.outcome === outcome).length;
            const unexplained = new Set(score.unexplained.map((one) => one.case)).size;
            return [
                score.tool,
                score.verdicts.length,
                count("agree"),
                count("disagree") - unexplained,
                unexplained,
                count("not mapped"),
                count("skipped"),
                count("rule missing"),
            ];
        }),
    ]);
}

/** Why cases were not judged, and how often. */
function skipTable(scores: readonly ToolScore[]): string {
    const reasons = new Map<string, number>();
    for (const { tool, verdicts } of scores) {
        for (const { outcome, reason } of verdicts) {
            if (outcome === "skipped" || outcome === "rule missing") {
                const key = [tool, outcome, reason ?? ""].join("\t");
                reasons.set(key, (reasons.get(key) ?? 0) + 1);
            }
        }
    }
    return table([
        ["tool", "outcome", "reason", "cases"],
        ...[...reasons].map(([key, count]) => [...key.split("\t"), count]),
    ]);
}

/**
 * Precision and recall per rule, the other tools' verdicts taken for the truth: of the failing cases in which it was
 * asked those that it found, unless another of the mapped rules did; of its findings those that a case expects.
 */
function ruleTable(scores: readonly ToolScore[]): string {
    const counts = new Map<string, { hit: number; extra: number; missed: number; quiet: number }>();
    for (const { case: one, judged, found, differences } of scores.flatMap(({ verdicts }) => verdicts)) {
        for (const id of one.expect === "mutated" ? [] : judged) {
            const count = counts.get(id) ?? { hit: 0, extra: 0, missed: 0, quiet: 0 };
            counts.set(id, count);
            const differs = differences.some(({ rule }) => rule === id);
            if (one.expect === "fail") {
                count[found.includes(id) ? "hit" : differs ? "missed" : "quiet"]++;
            } else {
                count[differs ? "extra" : "quiet"]++;
            }
        }
    }
    const percent = (part: number, whole: number) => (whole === 0 ? "-" : `${Math.round((100 * part) / whole)} %`);
    return table([
        ["rule", "cases", "precision", "recall"],
        ...[...counts]
            .sort(([a], [b]) => (a < b ? -1 : 1))
            .map(([id, { hit, extra, missed, quiet }]) => [
                id,
                hit + extra + missed + quiet,
                percent(hit, hit + extra),
                percent(hit, hit + missed),
            ]),
    ]);
}

/** Disagreements as rows for the list of explained ones. */
export function disagreementRows(disagreements: readonly Disagreement[]): string {
    return disagreements
        .map(({ case: key, rule, expect, how }) => `${JSON.stringify({ case: key, rule })} expects ${expect}, ${how}`)
        .join("\n");
}

function table(rows: readonly (readonly (string | number)[])[]): string {
    const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => String(row[column]).length)));
    const line = (row: readonly (string | number)[]) =>
        row
            .map((cell, column) =>
                typeof cell === "number" ? String(cell).padStart(widths[column]!) : cell.padEnd(widths[column]!),
            )
            .join("  ")
            .trimEnd();
    return rows.map(line).join("\n");
}
