import assert from "node:assert/strict";
import { asSarif } from "../helpers/sarifSchema";
import { good, scratchFolder, validate } from "./validateHarness";

const misspelt = good.replace("image", "imgae");
const kilobytes = `${good}    resources: {limits: {memory: 128K}}\n`;

describe("waymark validate --format github", () => {
    const { file, path } = scratchFolder();
    const annotations = (...names: string[]) => validate("--format", "github", ...names);

    it("puts every error and warning at its place, and nothing else on stdout", () => {
        const [bad, warned] = [file("bad.yaml", misspelt), file("warned.yaml", kilobytes)];
        const { status, out, err } = annotations(file("good.yaml", good), bad, warned);
        assert.deepEqual([status, err], [1, ""]);
        const lines = out.trimEnd().split("\n");
        assert.equal(lines.length, 2, out);
        assert.equal(
            lines[0],
            `::error file=${bad},line=6,col=5,title=waymark validate (unknown-key)::unknown key "imgae"%0Adid you mean "image"?`,
        );
        assert.match(lines[1]!, /^::warning file=\S+warned\.yaml,line=7,col=\d+,title=waymark validate \(memory-kilo/);
    });

    it("says nothing where all is well", () => {
        assert.deepEqual(annotations(file("good.yaml", good)), { status: 0, out: "", err: "" });
    });

    it("names a file that is not there, with status 2", () => {
        const { status, out } = annotations(path("absent.yaml"));
        assert.equal(status, 2);
        assert.match(out, /^::error file=\S+absent\.yaml,title=waymark validate \(file-not-found\)::there is no such/);
    });
});

describe("waymark validate --format sarif", () => {
    const { file, path } = scratchFolder();
    const sarif = (...names: string[]) => {
        const { status, out, err } = validate("--format", "sarif", ...names);
        assert.equal(err, "");
        return { status, out, ...asSarif(JSON.parse(out)).runs[0]! };
    };

    it("is a SARIF 2.1.0 log with a result per error and warning", () => {
        const name = file("bad.yaml", misspelt);
        const { status, results, tool } = sarif(name, file("warned.yaml", kilobytes), path("absent.yaml"));
        assert.equal(status, 2);
        assert.deepEqual(
            results.map(({ ruleId, level }) => `${level} ${ruleId}`),
            ["error unknown-key", "warning memory-kilobytes", "error file-not-found"],
        );
        assert.deepEqual(
            tool.driver.rules.map(({ id }) => id),
            ["file-not-found", "memory-kilobytes", "unknown-key"],
        );
        assert.deepEqual(results[0]!.locations, [
            {
                physicalLocation: {
                    artifactLocation: { uri: `file://${name}` },
                    region: { startLine: 6, startColumn: 5 },
                },
                logicalLocations: [{ fullyQualifiedName: "/containers/web/imgae" }],
            },
        ]);
    });

    it("is a log without results where all is well", () => {
        const { status, results } = sarif(file("good.yaml", good));
        assert.deepEqual([status, results], [0, []]);
    });

    it("gives each result a fingerprint of its own, the same after lines have moved", () => {
        const prints = (text: string) =>
            sarif(file("bad.yaml", text)).results.map((result) => result.partialFingerprints?.["waymark/v1"]);
        const many = misspelt.replace("name: web", "name: Web");
        const [before, after] = [prints(many), prints(`# one line more\n${many}`)];
        assert.equal(new Set(before).size, 2);
        assert.deepEqual(after, before);
        const twice = prints("a: [1,\nb: }\nc: ]\n");
        assert.ok(twice.length > 1);
        assert.equal(new Set(twice).size, twice.length);
    });

    it("gives the same bytes for the same files", () => {
        const name = file("bad.yaml", misspelt);
        assert.equal(sarif(name).out, sarif(name).out);
    });
});
