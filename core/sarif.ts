import { isAbsolute } from "node:path";
import { pathToFileURL } from "node:url";
import type { ReportRow, ReportRule } from "./reportRow";

/** Who says it. */
interface SarifTool {
    name: string;
    version: string;
    informationUri?: string;
}

/** What a SARIF log is made of. */
export interface SarifContent {
    tool: SarifTool;
    /** In any order; each row's rule must be among them. Rules without rows are told too. */
    rules: readonly ReportRule[];
    /** In the order in which they are told. */
    rows: readonly ReportRow[];
    /** Where given: tells several runs about one commit apart, for example `waymark/policy/prod`. */
    category?: string;
}

/**
 * Rows as a SARIF 2.1.0 log, plain data to print as JSON. The same rows give the same bytes: nothing in it is a time
 * or a path of this machine, unless a row's `file` is absolute.
 *
 * @throws RangeError where a row's rule is not among the rules
 * @example
 * JSON.stringify(toSarif({ tool: { name: "waymark validate", version: "0.1.0" }, rules, rows }), null, 2)
 */
export function toSarif({ tool, rules, rows, category }: SarifContent): Record<string, unknown> {
    const sorted = [...rules].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
    const indexes = new Map(sorted.map(({ id }, index) => [id, index]));
    return {
        $schema: "https://json.schemastore.org/sarif-2.1.0.json",
        version: "2.1.0",
        runs: [
            {
                tool: { driver: { ...tool, rules: sorted.map(ruleEntry) } },
                ...(category === undefined ? {} : { automationDetails: { id: `${category}/` } }),
                columnKind: "utf16CodeUnits",
                results: rows.map((row) => resultEntry(row, indexes)),
            },
        ],
    };
}

function ruleEntry({ id, title, help, helpMarkdown, helpUri, tags, severity }: ReportRule): Record<string, unknown> {
    const properties = {
        ...(tags === undefined || tags.length === 0 ? {} : { tags: [...new Set(tags)].sort() }),
        ...(severity === undefined ? {} : { "security-severity": severity.toFixed(1) }),
    };
    const markdown = helpMarkdown === undefined ? {} : { markdown: helpMarkdown };
    return {
        id,
        shortDescription: { text: title },
        ...(help === undefined ? {} : { fullDescription: { text: help }, help: { text: help, ...markdown } }),
        ...(helpUri === undefined ? {} : { helpUri }),
        ...(Object.keys(properties).length === 0 ? {} : { properties }),
    };
}

function resultEntry(row: ReportRow, indexes: ReadonlyMap<string, number>): Record<string, unknown> {
    const { ruleId, level, message, fingerprint, suppression } = row;
    const ruleIndex = indexes.get(ruleId);
    if (ruleIndex === undefined) {
        throw new RangeError(`no rule "${ruleId}" is given for its row`);
    }
    const location = locationEntry(row);
    return {
        ruleId,
        ruleIndex,
        level,
        message: { text: message },
        ...(location === undefined ? {} : { locations: [location] }),
        ...(fingerprint === undefined ? {} : { partialFingerprints: { "waymark/v1": fingerprint } }),
        ...(suppression === undefined ? {} : { suppressions: [{ kind: "external", ...suppression }] }),
    };
}

function locationEntry({ file, region, object }: ReportRow): Record<string, unknown> | undefined {
    if (file === undefined && object === undefined) {
        return undefined;
    }
    return {
        ...(file === undefined
            ? {}
            : {
                  physicalLocation: {
                      artifactLocation: { uri: toUri(file) },
                      ...(region === undefined ? {} : { region: { ...region } }),
                  },
              }),
        ...(object === undefined ? {} : { logicalLocations: [{ fullyQualifiedName: object }] }),
    };
}

/** Relative where the file was named relatively, so that a tool finds it below the root of the repository. */
function toUri(file: string): string {
    if (isAbsolute(file)) {
        return pathToFileURL(file).href;
    }
    const path = file.replaceAll("\\", "/").replace(/^(\.\/+)+/, "");
    return path.split("/").map(encodeURIComponent).join("/");
}
