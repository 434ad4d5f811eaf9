import assert from "node:assert/strict";
import { pathToFileURL } from "node:url";
import { githubAnnotations } from "../../core/githubAnnotations";
import { isAccepted, type ReportRow, type ReportRule } from "../../core/reportRow";
import { toSarif } from "../../core/sarif";
import { asSarif } from "../helpers/sarifSchema";

const plain: ReportRow = { ruleId: "unknown-key", level: "error", message: "unknown key" };
const full: ReportRow = {
    ruleId: "wl-limits",
    level: "warning",
    message: "100 % of it:\nset a limit, or don't\r",
    file: "services/my app,1:2.yaml",
    region: { startLine: 6, startColumn: 9, endLine: 7, endColumn: 2 },
    object: "apps/v1/Deployment shop/web",
    fingerprint: "0123456789abcdef",
    suppression: { status: "underReview", justification: "W-12 until 2027-01-31" },
};
const rules: ReportRule[] = [
    {
        id: "wl-limits",
        title: "Containers have limits",
        help: "Set resources.limits.",
        helpUri: "https://waymark.dev/rules/wl-limits",
        tags: ["workload", "cis", "workload"],
        severity: 7,
    },
    { id: "unknown-key", title: "unknown key" },
];
const tool = { name: "waymark", version: "1.2.3" };

describe("core/githubAnnotations", () => {
    const given = (row: Partial<ReportRow>) => githubAnnotations([{ ...plain, ...row }]);

    it("writes one workflow command per row, with as much of the place as is known", () => {
        assert.equal(given({}), "::error title=unknown-key::unknown key\n");
        assert.equal(
            given({ level: "warning", file: "score.yaml", region: { startLine: 6, startColumn: 3 } }),
            "::warning file=score.yaml,line=6,col=3,title=unknown-key::unknown key\n",
        );
        assert.equal(
            githubAnnotations([{ ...plain, level: "note" }], ({ level }) => `a ${level}`),
            "::notice title=a note::unknown key\n",
        );
    });

    it("escapes what would end a command or a value", () => {
        assert.equal(
            githubAnnotations([full], () => "a: b, 5 %"),
            "::warning file=services/my app%2C1%3A2.yaml,line=6,endLine=7,col=9,endColumn=2," +
                "title=a%3A b%2C 5 %25::100 %25 of it:%0Aset a limit, or don't%0D\n",
        );
    });

    it("gives back what was escaped, as the runner reads it", () => {
        const message = "%0A is no line end\n%25, ::error::\r%";
        const [, data = ""] = /^::error title=unknown-key::(.*)\n$/.exec(given({ message })) ?? [];
        const read = data.replaceAll("%0D", "\r").replaceAll("%0A", "\n").replaceAll("%25", "%");
        assert.equal(read, message);
    });

    it("leaves out what was accepted, and nothing else", () => {
        const statuses = ["accepted", "underReview", "rejected"] as const;
        const rows = statuses.map((status): ReportRow => ({
            ...plain,
            suppression: { status, justification: status },
        }));
        assert.deepEqual(rows.map(isAccepted), [true, false, false]);
        assert.equal(githubAnnotations(rows).split("\n").length - 1, 2);
    });
});

describe("core/sarif", () => {
    const log = (...rows: ReportRow[]) => asSarif(toSarif({ tool, rules, rows }));

    it("writes a SARIF 2.1.0 log with rules, places, fingerprints and suppressions", () => {
        const value = toSarif({ tool, rules, rows: [full, plain], category: "waymark/policy/prod" });
        asSarif(value);
        assert.deepEqual(value, {
            $schema: "https://json.schemastore.org/sarif-2.1.0.json",
            version: "2.1.0",
            runs: [
                {
                    tool: {
                        driver: {
                            name: "waymark",
                            version: "1.2.3",
                            rules: [
                                { id: "unknown-key", shortDescription: { text: "unknown key" } },
                                {
                                    id: "wl-limits",
                                    shortDescription: { text: "Containers have limits" },
                                    fullDescription: { text: "Set resources.limits." },
                                    help: { text: "Set resources.limits." },
                                    helpUri: "https://waymark.dev/rules/wl-limits",
                                    properties: { tags: ["cis", "workload"], "security-severity": "7.0" },
                                },
                            ],
                        },
                    },
                    automationDetails: { id: "waymark/policy/prod/" },
                    columnKind: "utf16CodeUnits",
                    results: [
                        {
                            ruleId: "wl-limits",
                            ruleIndex: 1,
                            level: "warning",
                            message: { text: full.message },
                            locations: [
                                {
                                    physicalLocation: {
                                        artifactLocation: { uri: "services/my%20app%2C1%3A2.yaml" },
                                        region: { startLine: 6, startColumn: 9, endLine: 7, endColumn: 2 },
                                    },
                                    logicalLocations: [{ fullyQualifiedName: "apps/v1/Deployment shop/web" }],
                                },
                            ],
                            partialFingerprints: { "waymark/v1": "0123456789abcdef" },
                            suppressions: [
                                { kind: "external", status: "underReview", justification: "W-12 until 2027-01-31" },
                            ],
                        },
                        { ruleId: "unknown-key", ruleIndex: 0, level: "error", message: { text: "unknown key" } },
                    ],
                },
            ],
        });
    });

    const files: [string, string][] = [
        ["score.yaml", "score.yaml"],
        ["./a/../score.yaml", "a/../score.yaml"],
        ["a\\b.yaml", "a/b.yaml"],
        ["-", "-"],
        ["ä.yaml", "%C3%A4.yaml"],
        ["/tmp/a b.yaml", pathToFileURL("/tmp/a b.yaml").href],
    ];
    for (const [file, uri] of files) {
        it(`names ${file} as ${uri}`, () => {
            const [result] = log({ ...plain, file }).runs[0]!.results;
            assert.equal(result?.locations?.[0]?.physicalLocation?.artifactLocation.uri, uri);
        });
    }

    it("is a whole log where nothing was found", () => {
        assert.deepEqual(log().runs[0]!.results, []);
        asSarif(toSarif({ tool, rules: [], rows: [] }));
    });

    it("refuses a row whose rule it doesn't know", () => {
        assert.throws(() => log({ ...plain, ruleId: "other" }), /no rule "other"/);
    });
});
