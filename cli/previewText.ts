import type { EngineResource } from "../engine/resource";
import { formatObject, rulePage } from "../policies/message";
import type { Finding, PolicyReport, UnknownVerdict } from "../policies/report";
import { waivedText } from "../policies/reports/rows";
import type { EnvironmentArguments } from "./environmentArguments";
import { columns } from "./columns";
import type { EnvironmentRun } from "./environmentRun";
import { overrideWords } from "./overrideArguments";
import { resourceTree, shortType } from "./resourceTree";
import type { Style } from "./style";

/** A preview for a person: the tree, findings worst first, what isn't known yet, totals, what to do next. */
export function previewText(
    run: EnvironmentRun,
    report: PolicyReport,
    style: Style,
    args: Pick<EnvironmentArguments, "files" | "images" | "compat" | "overrides">,
): string {
    const { environment, result } = run;
    const { findings, unknown } = report;
    const open = findings.filter((finding) => finding.waived === null);
    const waived = findings.flatMap(({ waived: by, rule, object }) =>
        by === null ? [] : [`  ${rule}  ${formatObject(object)}: ${waivedText(by)}`],
    );
    const tier = environment.name === environment.tier ? "" : ` (tier ${environment.tier})`;
    const sections = [
        [style.bold(`Environment ${environment.name}${tier}`)],
        treeLines(result.resources, style),
        open.length === 0 ? [] : [style.bold("Findings"), ...foldFindings(open).flatMap(findingLines(style))],
        waived.length === 0 ? [] : [style.bold("Waived"), ...waived],
        unknown.length === 0
            ? []
            : [style.bold("Not known before the update, and judged there"), ...unknown.map(unknownLine)],
        [totals(run, report, style)],
        nextSteps(run, report, args),
    ];
    return `${sections
        .filter((lines) => lines.length > 0)
        .map((lines) => lines.join("\n"))
        .join("\n\n")}\n`;
}

function treeLines(resources: readonly EngineResource[], style: Style): string[] {
    const lines = resourceTree(resources).map(({ branch, resource }) => ({
        left: `${branch}${shortType(resource.type)}`,
        resource,
    }));
    const width = Math.max(...lines.map(({ left }) => left.length));
    return lines.map(({ left, resource: { name, custom, options } }) => {
        const marks = [
            options.protect === true ? "protected" : "",
            options.retainOnDelete === true ? "kept on deletion" : "",
            options.ignoreChanges === undefined || options.ignoreChanges.length === 0
                ? ""
                : `ignores changes of ${options.ignoreChanges.join(", ")}`,
        ].filter((mark) => mark !== "");
        const shown = custom ? name : style.bold(name);
        return `${left.padEnd(width)}  ${shown}${marks.length === 0 ? "" : style.dim(`  (${marks.join(", ")})`)}`;
    });
}

/** The findings of one rule about one object stand together; those that are only advice, of one rule about all objects. */
function foldFindings(findings: readonly Finding[]): Finding[][] {
    const groups = new Map<string, Finding[]>();
    for (const finding of findings) {
        const { urn, namespace, name } = finding.object;
        const place = finding.level === "advisory" ? [] : [urn, namespace, name];
        const key = [finding.rule, finding.level, ...place].join("\n");
        groups.set(key, [...(groups.get(key) ?? []), finding]);
    }
    return [...groups.values()];
}

function findingLines(style: Style): (findings: readonly Finding[]) => string[] {
    return (findings) => {
        const [first] = findings;
        if (first === undefined) {
            return [];
        }
        const { rule, severity, level, object } = first;
        const paint = level === "mandatory" ? style.bad : style.warn;
        const objects = [...new Set(findings.map((finding) => formatObject(finding.object)))];
        const several = objects.length > 1;
        const facts = several
            ? [...new Set(findings.map(({ message }) => message)), objects.join(", ")]
            : findings.map(factText);
        const fixes = [...new Set(findings.map(({ fix }) => fix))];
        const shownFixes = several && fixes.length > 1 ? [`${fixes[0]} (and so on)`] : fixes;
        return [
            `  ${paint(level.padEnd(9))} ${severity.padEnd(8)} ${style.bold(rule)}  ${several ? `${objects.length} objects` : formatObject(object)}`,
            ...facts.map((fact) => `      ${fact}`),
            ...shownFixes.map((fix) => `      fix: ${fix}`),
            style.dim(`      ${rulePage(rule)}`),
        ];
    };
}

function factText({ container, message, path }: Finding): string {
    return [container === null ? "" : `container ${container}: `, message, path === "" ? "" : ` (${path})`].join("");
}

function unknownLine({ rule, object, paths }: UnknownVerdict): string {
    return `  ${rule}  ${formatObject(object)}: ${paths.join(", ")}`;
}

function totals({ workloads, result }: EnvironmentRun, { summary }: PolicyReport, style: Style): string {
    const verdict =
        summary.mandatory === 0
            ? style.good("it may go ahead")
            : style.bad(
                  `it may not go ahead: ${summary.mandatory} mandatory finding${summary.mandatory === 1 ? "" : "s"}`,
              );
    const waived = summary.waived === 0 ? "" : `${summary.waived} waived, `;
    const counts = [
        `${workloads} workload${workloads === 1 ? "" : "s"}`,
        `${result.resources.length - 1} resources`,
        `${summary.mandatory} mandatory, ${summary.advisory} advisory, ${waived}${summary.unknown} unknown`,
    ];
    const left =
        summary.notConfigured.length === 0
            ? ""
            : `\nrules without their parameters: ${summary.notConfigured.join(", ")}`;
    return `${counts.join(", ")}: ${verdict}${left}`;
}

/** Commands that work as they stand: called as this one was, with the same files, images and overrides. */
function nextSteps(
    { environment, config, stack }: EnvironmentRun,
    { summary }: PolicyReport,
    { files, images, compat, overrides }: Pick<EnvironmentArguments, "files" | "images" | "compat" | "overrides">,
): string[] {
    if (summary.mandatory > 0) {
        return ["Next: mend what is marked mandatory, then preview again."];
    }
    const others = ["dev", "staging", "prod", ...Object.keys(config.environments)];
    const other = others[others.indexOf(environment.name) + 1] ?? "dev";
    const call = process.env["WAYMARK_COMMAND"] ?? "waymark";
    const same = [
        ...(compat ? ["--compat"] : []),
        ...overrideWords(overrides),
        ...Object.entries(images).flatMap(([name, reference]) => ["--image", `${name}=${reference}`]),
        ...files,
    ].map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`));
    const command = (...words: string[]): string => `  ${[call, ...words, ...same].join(" ")}`;
    const steps = columns([
        [command("preview", "--environment", other), `the same workloads in ${other}`],
        [command("render", "--environment", stack), "plain Kubernetes manifests"],
        [`  pulumi up --stack ${stack}`, "the real thing"],
    ]);
    return ["Next:", steps.trimEnd()];
}
