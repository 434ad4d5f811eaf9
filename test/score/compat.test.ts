import assert from "node:assert/strict";
import { parse } from "yaml";
import { readScore } from "../../score";
import { compatRows } from "./compatRows";
import { minimal, withValue, type Data } from "./documents";

const web = ["containers", "web"];

const read = (document: Data, compat: boolean) => readScore("score.yaml", JSON.stringify(document), { compat });

describe("compat: every older and loose form", () => {
    for (const { what, path, old, strict, also = [], warnings } of compatRows) {
        const document = withValue(minimal, path, parse(old));

        it(`reads ${what}`, () => {
            const expected = also.reduce((sum, change) => withValue(sum, ...change), withValue(minimal, path, strict));
            const reading = read(document, true);
            assert.deepEqual(reading.errors, []);
            assert.deepEqual(reading.workload?.document, expected);
            assert.deepEqual(reading.warnings.map(({ code }) => code).sort(), [...warnings].sort());
            assert.ok(reading.warnings.every(({ hint, line }) => hint !== undefined && line !== undefined));
            assert.deepEqual(read(expected, true).warnings, []);
        });

        it(`names the option where ${what} is refused without it`, () => {
            const { valid, errors } = read(document, false);
            if (warnings.includes("content-list") || what === "a volume's mount path") {
                assert.ok(valid); // an upgrade, and params that the schema leaves open
            } else {
                assert.ok(errors.length > 0 && errors.every(({ hint }) => hint?.includes("--compat")));
            }
        });
    }
});

describe("compat: what it leaves to the schema", () => {
    const rest: [string, string[], string, string[]][] = [
        [
            "properties beside params",
            ["resources", "db"],
            "{type: xx, params: {}, properties: {a: 1}}",
            ["given-twice"],
        ],
        ["two resources of one name", ["resources"], "[{name: db, type: xx}, {name: db, type: xx}]", ["duplicate-key"]],
        ["a resource without name", ["resources"], "[{type: xx}]", ["missing-key"]],
        [
            "two files at one path",
            [...web, "files"],
            "[{path: /a, content: x}, {target: /a, content: x}]",
            ["duplicate-key"],
        ],
        ["a file named __proto__", [...web, "files"], "[{target: __proto__, content: x}]", ["missing-key"]],
        ["lines in a map of files", [...web, "files"], "{/a: {content: [x]}}", ["wrong-type"]],
        [
            "a probe given twice",
            web,
            "{image: x, livenessProbe: {exec: {command: []}}, probes: {liveness: {path: /, port: 1}}}",
            ["given-twice"],
        ],
        ["an unknown probe", web, "{image: x, probes: {lifeness: {path: /, port: 1}}}", ["unknown-key"]],
        ["before as a list", [...web, "before"], "[{containers: [web], ready: started}]", ["wrong-type"]],
    ];
    for (const [what, path, old, codes] of rest) {
        it(what, () => {
            const { errors } = read(withValue(minimal, path, parse(old)), true);
            assert.deepEqual(
                errors.map(({ code }) => code),
                codes,
            );
        });
    }

    it("doesn't guess which of several containers a volume is for", () => {
        const document = withValue(minimal, ["containers", "app"], { image: "x" });
        const params = { mount_path: "/data" };
        const { workload, warnings } = read(
            withValue(document, ["resources", "data"], { type: "volume", params }),
            true,
        );
        assert.deepEqual(workload?.document.resources?.["data"]?.params, params);
        assert.deepEqual(warnings, []);
    });

    it("points errors into the file as written", () => {
        const text = `${JSON.stringify(minimal).slice(0, -1)},\n"resources": [\n{"name": "db", "type": "p_g"}]}`;
        const { errors } = readScore("score.yaml", text, { compat: true });
        assert.deepEqual(
            errors.map(({ pointer, line }) => [pointer, line]),
            [["/resources/0/type", 3]],
        );
    });

    it("keeps values out of messages", () => {
        const document = withValue(minimal, [...web, "variables"], { AA: "hunter2 ${hunter2!}" });
        const reading = read(document, true);
        assert.deepEqual(
            reading.errors.map(({ code }) => code),
            ["placeholder-malformed"],
        );
        assert.ok(!JSON.stringify(reading).includes("hunter2"));
    });
});
