import assert from "node:assert/strict";
import { evaluate, fromManifests, rules, type PolicyReport } from "../../../policies";
import { githubReport, githubSummary } from "../../../policies/reports/github";
import { htmlReport } from "../../../policies/reports/html";
import { junitReport } from "../../../policies/reports/junit";
import { sarifReport } from "../../../policies/reports/sarif";
import { textReport } from "../../../policies/reports/text";
import { escapeXml } from "../../../policies/reports/xml";
import { asSarif } from "../../helpers/sarifSchema";
import { unknownValue } from "../../../core/values";

const hostile = `<script>alert("x")</script>&'`;
const manifest = `apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: shop}
spec:
  template:
    spec:
      containers:
        - {name: app, image: x}
        - {name: proxy, image: envoy}
---
apiVersion: v1
kind: Pod
metadata: {name: ${JSON.stringify(hostile)}}
spec:
  containers:
    - {name: app, image: "x:1.0.0"}
`;

/** A report with everything in it: open, waived and unknown verdicts, an error. */
function sample(): PolicyReport {
    const { resources } = fromManifests("deploy/a.yaml", manifest);
    const unknown = {
        type: "kubernetes:core/v1:Pod",
        name: "later",
        inputs: { metadata: { name: "later" }, spec: { containers: [{ name: "app", image: unknownValue }] } },
    };
    const names = ["img-tag-mutable", "rel-cpu-request", "pss-run-as-non-root"];
    const report = evaluate([...resources, unknown], { tier: "prod", rules: names });
    const findings = report.findings.map((finding) =>
        finding.rule === "rel-cpu-request"
            ? { ...finding, level: "advisory" as const, waived: { id: "W-1", expires: "2026-12-01", reason: hostile } }
            : finding,
    );
    const error = { code: "not-yaml", message: "broken", hint: "mend it", file: "deploy/b.yaml", line: 3, column: 1 };
    const open = findings.filter(({ waived }) => waived === null).length;
    const summary = { ...report.summary, mandatory: open, waived: findings.length - open, errors: 1 };
    return { ...report, findings, errors: [error], summary };
}

const clean: PolicyReport = {
    findings: [],
    unknown: [],
    errors: [],
    summary: {
        ...{ files: 2, objects: 3, mandatory: 0, advisory: 0, waived: 0 },
        ...{ unknown: 0, unknownMandatory: 0, errors: 0, notConfigured: [] },
    },
};
const context = { rules, version: "1.2.3" };

describe("a report as text", () => {
    it("of a clean run is the summary line", () => {
        assert.equal(textReport(clean), "2 files, 3 objects: nothing found\n");
    });

    it("tells each object once, worst first, with its containers folded", () => {
        const text = textReport(sample());
        assert.equal(text.match(/Deployment shop\/api {2}deploy\/a\.yaml/g)!.length, 1);
        assert.match(text, /mandatory high {5}pss-run-as-non-root {2}line 8:11\n {6}containers app, proxy: /);
        assert.match(
            text,
            /^Waived\n(.+\n)* {2}rel-cpu-request {2}Deployment shop\/api: waiver W-1 until 2026-12-01: /m,
        );
        assert.match(text, /^Not known yet, and not checked\n {2}img-tag-mutable {2}Pod later: /m);
        assert.match(text, /^Not read\n {2}deploy\/b\.yaml:3:1: broken/m);
        assert.match(text, /\n1 file, 3 objects: \d+ mandatory, \d+ waived, 1 unknown \(1 mandatory\), 1 error\n$/);
        assert.equal(
            text.match(/fix: /g)!.length,
            new Set(
                sample()
                    .findings.filter(({ waived }) => waived === null)
                    .map(({ rule, object }) => `${rule} ${object.name}`),
            ).size,
        );
    });

    it("tells documents about objects of one name apart", () => {
        const pod = "apiVersion: v1\nkind: Pod\nmetadata: {name: api}\nspec: {containers: [{name: app, image: x}]}\n";
        const { resources } = fromManifests("a.yaml", `${pod}---\n${pod}`);
        const text = textReport(evaluate(resources, { tier: "prod", rules: ["img-tag-mutable"] }));
        assert.deepEqual(text.match(/line \d+/g), ["line 4", "line 9"]);
    });

    it("lets no name end its line or speak to the terminal", () => {
        const [finding] = sample().findings;
        const object = { ...finding!.object, name: "a\u001b[2J\nmandatory high" };
        const text = textReport({ ...clean, findings: [{ ...finding!, object, message: "b\rc" }] });
        assert.ok(text.startsWith("Deployment shop/a\uFFFD[2J\uFFFDmandatory high"));
        assert.ok(text.includes("b\uFFFDc"));
    });

    it("names the rules that are not configured", () => {
        const report = { ...clean, summary: { ...clean.summary, notConfigured: ["img-registry"] } };
        assert.match(textReport(report), /not configured, and not asked: img-registry\n$/);
    });
});

describe("a report as SARIF", () => {
    const run = (report: PolicyReport) => asSarif(JSON.parse(sarifReport(report, context))).runs[0]!;

    it("gives every result a place in a file, as code scanning wants it", () => {
        const fromStdin = fromManifests("-", manifest).resources;
        for (const report of [sample(), evaluate(fromStdin, { tier: "prod" })]) {
            const { results } = run(report) as unknown as {
                results: { locations: { physicalLocation: { region: { startLine: number } } }[] }[];
            };
            for (const { locations } of results) {
                assert.ok(locations[0]!.physicalLocation.region.startLine > 0);
            }
        }
    });

    it("is valid, and tells levels, places, fingerprints and what is waived", () => {
        const report = sample();
        const { results, tool } = run(report) as unknown as {
            results: {
                ruleId: string;
                ruleIndex: number;
                level: string;
                locations?: { physicalLocation?: { region?: object } }[];
                partialFingerprints?: Record<string, string>;
                suppressions?: { status: string; justification: string }[];
            }[];
            tool: { driver: { rules: { id: string; properties: object }[] } };
        };
        assert.equal(results.length, report.findings.length + 2);
        for (const { ruleId, ruleIndex } of results) {
            assert.equal(tool.driver.rules[ruleIndex]!.id, ruleId);
        }
        report.findings.forEach(({ fingerprint, line, column, waived }, index) => {
            const { partialFingerprints, locations, suppressions, level } = results[index]!;
            assert.deepEqual(partialFingerprints, { "waymark/v1": fingerprint });
            const region = line === null ? { startLine: 1 } : { startLine: line, startColumn: column };
            assert.deepEqual(locations![0]!.physicalLocation?.region, region);
            assert.equal(level, waived === null ? "error" : "warning");
            assert.equal(suppressions?.[0]?.status, waived === null ? undefined : "accepted");
        });
        assert.deepEqual(
            results.slice(-2).map(({ ruleId, level }) => [ruleId, level]),
            [
                ["img-tag-mutable", "note"],
                ["not-read", "error"],
            ],
        );
        const rule = tool.driver.rules.find(({ id }) => id === "img-tag-mutable")!;
        assert.deepEqual(rule.properties, { tags: ["images"], "security-severity": "8.0" });
    });

    it("of a clean run is valid, and names the rules", () => {
        assert.deepEqual((run(clean) as unknown as { results: unknown[] }).results, []);
    });
});

describe("a report as JUnit", () => {
    const counted = (xml: string, element: string): number => xml.split(`<${element}`).length - 1;

    it("has a case per rule and object, and one that passed per rule that found nothing", () => {
        const xml = junitReport(sample(), context);
        const [, tests, failures, errors, skipped] =
            /<testsuite name="waymark policy" tests="(\d+)" failures="(\d+)" errors="(\d+)" skipped="(\d+)">/
                .exec(xml)!
                .map(Number);
        assert.deepEqual(
            [tests, failures, errors, skipped],
            [counted(xml, "testcase"), counted(xml, "failure"), counted(xml, "error"), counted(xml, "skipped")],
        );
        assert.equal(errors, 1);
        assert.ok(failures! >= 3 && skipped! >= 2);
        assert.match(xml, /<testcase classname="plat-no-probe" name="all objects"\/>/);
    });

    it("never lets an object's name end its place", () => {
        const xml = junitReport(sample(), context);
        assert.ok(!xml.includes("<script"));
        assert.ok(xml.includes("&lt;script&gt;alert(&quot;x&quot;)"));
        assert.equal(escapeXml("a\u0000\u001b\uD800b\uFFFEc"), "a\uFFFD\uFFFD\uFFFDb\uFFFDc");
        for (const tag of xml.matchAll(/<(\/?)([a-z-]+)/g)) {
            assert.ok(
                ["testsuites", "testsuite", "testcase", "failure", "error", "skipped", "system-out"].includes(tag[2]!),
            );
        }
    });
});

describe("a report for GitHub", () => {
    it("annotates what is open, worst first", () => {
        const lines = githubReport(sample()).trimEnd().split("\n");
        const open = sample().findings.filter(({ waived }) => waived === null);
        assert.equal(lines.length, open.length + 2);
        assert.match(
            lines[0]!,
            /^::error file=deploy\/a\.yaml,line=8,col=\d+,title=img-tag-mutable::Deployment shop\/api: /,
        );
    });

    it("sums up in a table that no name can leave", () => {
        const summary = githubSummary(sample());
        assert.match(summary, /^### waymark policy: 1 file, 3 objects: /);
        const rows = summary.split("\n").filter((line) => line.startsWith("| "));
        assert.equal(rows.length, sample().findings.length + 1);
        assert.ok(rows.every((row) => row.split("|").length === 8));
        assert.ok(!summary.includes("<script"));
        assert.equal(githubSummary(clean), "### waymark policy: 2 files, 3 objects: nothing found\n");
    });

    it("stays within what GitHub takes", () => {
        const one = sample().findings[0]!;
        const summary = githubSummary({ ...clean, findings: Array<typeof one>(5000).fill(one) });
        assert.ok(summary.length < 200_000);
        assert.match(summary, /… and 4800 more\./);
    });
});

describe("a report as HTML", () => {
    it("stands alone: it loads nothing, runs nothing, and shows every name as text", () => {
        const html = htmlReport(sample());
        assert.ok(!/<script|<link|<img|<iframe|src=|href=|url\(|@import|https?:/i.test(html));
        assert.ok(html.includes("&lt;script&gt;"));
        assert.match(html, /default-src 'none'/);
    });

    it("says as much as the text", () => {
        const html = htmlReport(sample());
        for (const { rule, fix } of sample().findings.filter(({ waived }) => waived === null)) {
            assert.ok(html.includes(rule) && html.includes(escapeXml(fix)));
        }
        for (const title of ["Waived", "Not known yet, and not checked", "Not read"]) {
            assert.ok(html.includes(`<h2>${title}</h2>`));
        }
        assert.ok(htmlReport(clean).includes("2 files, 3 objects: nothing found"));
    });
});
