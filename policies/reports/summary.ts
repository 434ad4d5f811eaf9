import type { PolicyReport } from "../report";

/** One line: what was judged, what was found, and the verdict. */
export function summaryLine({ summary }: PolicyReport): string {
    const { files, objects, mandatory, advisory, waived, unknown, unknownMandatory, errors } = summary;
    const judged = `${count(files, "file")}, ${count(objects, "object")}`;
    const found = [
        mandatory > 0 ? `${mandatory} mandatory` : "",
        advisory > 0 ? `${advisory} advisory` : "",
        waived > 0 ? `${waived} waived` : "",
        unknown > 0 ? `${unknown} unknown${unknownMandatory > 0 ? ` (${unknownMandatory} mandatory)` : ""}` : "",
        errors > 0 ? count(errors, "error") : "",
    ].filter((part) => part !== "");
    return `${judged}: ${found.length === 0 ? "nothing found" : found.join(", ")}`;
}

/** `1 file`, `2 files`. */
export function count(number: number, what: string): string {
    return `${number} ${what}${number === 1 ? "" : "s"}`;
}
