import { formatProblem } from "../../core/problem";
import { formatObject } from "../message";
import type { Finding, PolicyReport } from "../report";
import type { ReportContext } from "./rows";
import { waivedText } from "./rows";
import { escapeXml } from "./xml";

/** A test case: a rule about an object. */
interface TestCase {
    className: string;
    name: string;
    result: "passed" | "failure" | "skipped" | "error";
    message: string;
}

/**
 * A report as JUnit XML: a test case per rule and object with a finding, skipped where it is waived or not known yet;
 * a rule in force that found nothing has one that passed. An advisory finding is no failure, it is told in the output.
 */
export function junitReport(report: PolicyReport, { rules }: Pick<ReportContext, "rules">): string {
    const cases = [...findingCases(report.findings), ...unknownCases(report), ...errorCases(report)];
    const spoken = new Set(cases.map(({ className }) => className));
    const passed = rules
        .filter(({ id }) => !spoken.has(id))
        .map(({ id }): TestCase => ({ className: id, name: "all objects", result: "passed", message: "" }));
    const all = [...cases, ...passed];
    const counts = ["failure", "error", "skipped"].map((kind) => all.filter(({ result }) => result === kind).length);
    const [failures, errors, skipped] = counts;
    const totals = `tests="${all.length}" failures="${failures}" errors="${errors}"`;
    return [
        '<?xml version="1.0" encoding="UTF-8"?>',
        `<testsuites ${totals}>`,
        `  <testsuite name="waymark policy" ${totals} skipped="${skipped}">`,
        ...all.map(caseText),
        "  </testsuite>",
        "</testsuites>",
        "",
    ].join("\n");
}

function findingCases(findings: readonly Finding[]): TestCase[] {
    const groups = new Map<string, Finding[]>();
    for (const finding of findings) {
        const key = JSON.stringify([finding.rule, finding.object, finding.waived?.id]);
        groups.set(key, [...(groups.get(key) ?? []), finding]);
    }
    return [...groups.values()].map((same) => {
        const { rule, object, level, waived } = same[0]!;
        const facts = same.map(({ file, line, container, message, path, fix }) => {
            const place = file === null ? "" : `${file}${line === null ? "" : `:${line}`}: `;
            const who = container === null ? "" : `container ${container}: `;
            return `${place}${who}${message}${path === "" ? "" : ` at ${path}`}\nfix: ${fix}`;
        });
        const result = waived !== null ? "skipped" : level === "mandatory" ? "failure" : "passed";
        const message = waived === null ? facts.join("\n") : waivedText(waived);
        return { className: rule, name: formatObject(object), result, message };
    });
}

function unknownCases({ unknown }: PolicyReport): TestCase[] {
    return unknown.map(({ rule, object, paths }) => ({
        className: rule,
        name: formatObject(object),
        result: "skipped",
        message: `not known yet: ${paths.join(", ")}`,
    }));
}

function errorCases({ errors }: PolicyReport): TestCase[] {
    return errors.map((problem) => ({
        className: "not-read",
        name: problem.file ?? problem.code,
        result: "error",
        message: formatProblem(problem),
    }));
}

function caseText({ className, name, result, message }: TestCase): string {
    const start = `    <testcase classname="${escapeXml(className)}" name="${escapeXml(name)}"`;
    const [first = ""] = message.split("\n");
    switch (result) {
        case "passed":
            return message === "" ? `${start}/>` : `${start}><system-out>${escapeXml(message)}</system-out></testcase>`;
        case "skipped":
            return `${start}><skipped message="${escapeXml(message)}"/></testcase>`;
        default:
            return `${start}><${result} message="${escapeXml(first)}">${escapeXml(message)}</${result}></testcase>`;
    }
}
