/** Where a row points to. Lines and columns count from 1, columns in UTF-16 code units. */
interface ReportRegion {
    startLine: number;
    startColumn?: number;
    endLine?: number;
    endColumn?: number;
}

/** Why a row doesn't count. */
interface ReportSuppression {
    /** `underReview` and `rejected` are told, and don't take the row away. */
    status: "accepted" | "underReview" | "rejected";
    /** Who allowed it and why, for people. */
    justification: string;
}

/**
 * One thing that was found, in the words of the formats that other tools read: `toSarif`, `githubAnnotations`.
 *
 * @example
 * { ruleId: "unknown-key", level: "error", message: 'unknown key "imgae"', file: "score.yaml", region: { startLine: 6 } }
 */
export interface ReportRow {
    /** The id of its `ReportRule`. */
    ruleId: string;
    level: "error" | "warning" | "note";
    /** What was found and what to write instead; may have several lines. Never holds a secret. */
    message: string;
    /** Relative to the root of the repository, or absolute; absent where no file is meant. */
    file?: string;
    region?: ReportRegion;
    /** The thing inside the file or outside of any: `/containers/web/image`, `apps/v1/Deployment shop/web`. */
    object?: string;
    /** The same for the same row next time, whatever its line: tools recognise it by this. */
    fingerprint?: string;
    suppression?: ReportSuppression;
}

/** What rows with one `ruleId` have in common. */
export interface ReportRule {
    id: string;
    /** One line. */
    title: string;
    /** What it means and how to mend it, as plain text. */
    help?: string;
    /** The same and more, as Markdown; default none. */
    helpMarkdown?: string;
    /** A page about it. */
    helpUri?: string;
    /** Words to filter by. */
    tags?: readonly string[];
    /** From 0 to 10, as CVSS counts; GitHub shows 9 as critical, 7 as high, 4 as medium, anything above 0 as low. */
    severity?: number;
}

/** True where a row no longer counts, because it was accepted as it is. */
export function isAccepted({ suppression }: ReportRow): boolean {
    return suppression?.status === "accepted";
}
