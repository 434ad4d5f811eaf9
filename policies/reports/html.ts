import { formatProblem } from "../../core/problem";
import { formatObject } from "../message";
import type { PolicyReport } from "../report";
import { byObject, type FoldedFinding, type ObjectFindings } from "./fold";
import { waivedText } from "./rows";
import { summaryLine } from "./summary";
import { escapeXml } from "./xml";

const style = `
:root { color-scheme: light dark; }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; }
section { border: 1px solid #8884; border-radius: 6px; margin: 1rem 0; padding: .5rem 1rem; }
h2 { font-size: 1.05rem; margin: .3rem 0; } h2 small { font-weight: normal; opacity: .7; }
.finding { margin: .6rem 0; } .finding p { margin: .1rem 0 .1rem 1rem; }
.mandatory b { color: #c62828; } .advisory b { color: #b26a00; }
code { font: .9em ui-monospace, monospace; }
`;

/** A report as one HTML page that stands alone: it loads nothing, runs nothing, and everything in it is text. */
export function htmlReport(report: PolicyReport): string {
    const open = report.findings.filter(({ waived }) => waived === null);
    const waived = report.findings.flatMap(({ waived: by, rule, object }) =>
        by === null ? [] : [`${rule}, ${formatObject(object)}: ${waivedText(by)}`],
    );
    const unknown = report.unknown.map(
        ({ rule, object, paths }) => `${rule}, ${formatObject(object)}: ${paths.join(", ")}`,
    );
    const { notConfigured } = report.summary;
    return [
        "<!doctype html>",
        '<html lang="en"><head><meta charset="utf-8">',
        `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        `<title>waymark policy</title><style>${style}</style></head><body>`,
        `<h1>waymark policy</h1><p>${escapeXml(summaryLine(report))}</p>`,
        ...byObject(open).map(objectSection),
        listSection("Waived", [...new Set(waived)]),
        listSection("Not known yet, and not checked", unknown),
        listSection("Not read", report.errors.map(formatProblem)),
        listSection("Not configured, and not asked", notConfigured),
        "</body></html>",
        "",
    ]
        .filter((line, index, lines) => line !== "" || index === lines.length - 1)
        .join("\n");
}

function objectSection({ object, file, findings }: ObjectFindings): string {
    const from = file === null ? "" : ` <small>${escapeXml(file)}</small>`;
    return `<section><h2>${escapeXml(object)}${from}</h2>${findings.map(findingBlock).join("")}</section>`;
}

function findingBlock({ first, facts, fixes }: FoldedFinding): string {
    const { level, severity, rule, line } = first;
    const at = line === null ? "" : `, line ${line}`;
    return [
        `<div class="finding ${level}"><b>${level}</b> ${severity} <code>${escapeXml(rule)}</code>${at}`,
        ...facts.map((fact) => `<p>${escapeXml(fact)}</p>`),
        ...fixes.map((fix) => `<p><i>Fix:</i> ${escapeXml(fix)}</p>`),
        "</div>",
    ].join("");
}

function listSection(title: string, lines: readonly string[]): string {
    const items = lines.map((line) => `<li>${escapeXml(line)}</li>`).join("");
    return lines.length === 0 ? "" : `<section><h2>${title}</h2><ul>${items}</ul></section>`;
}
