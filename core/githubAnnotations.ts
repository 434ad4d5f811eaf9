import { isAccepted, type ReportRow } from "./reportRow";

const commands = { error: "error", warning: "warning", note: "notice" } as const;

/**
 * Rows as workflow commands of GitHub Actions, one line each: what stands on standard output of a step appears at its
 * place in the pull request. Rows that were accepted are left out. GitHub shows ten errors and ten warnings of a step.
 * Source: docs.github.com/actions/reference/workflow-commands-for-github-actions.
 *
 * @param title the title of an annotation; default: the rule's id
 * @example
 * githubAnnotations([{ ruleId: "unknown-key", level: "error", message: "...", file: "score.yaml", region: { startLine: 6 } }])
 * // "::error file=score.yaml,line=6,title=unknown-key::...\n"
 */
export function githubAnnotations(
    rows: readonly ReportRow[],
    title: (row: ReportRow) => string = ({ ruleId }) => ruleId,
): string {
    return rows
        .filter((row) => !isAccepted(row))
        .map((row) => `${annotation(row, title(row))}\n`)
        .join("");
}

function annotation({ level, message, file, region }: ReportRow, title: string): string {
    const properties: [string, string | number | undefined][] = [
        ["file", file],
        ["line", region?.startLine],
        ["endLine", region?.endLine],
        ["col", region?.startColumn],
        ["endColumn", region?.endColumn],
        ["title", title],
    ];
    const given = properties.flatMap(([key, value]) =>
        value === undefined ? [] : [`${key}=${escapeProperty(String(value))}`],
    );
    return `::${commands[level]} ${given.join(",")}::${escapeData(message)}`;
}

/** A line end would end the command. */
function escapeData(text: string): string {
    return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

/** In properties a colon or comma would end the value too. */
function escapeProperty(text: string): string {
    return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
