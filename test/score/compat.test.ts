import assert from "node:assert/strict";
import { parse } from "yaml";
import { readScore } from "../../score";
import { minimal, withValue, type Data } from "./documents";

/** A part of a document in an older or loose form, and the same in strict v1b1. */
interface Row {
    what: string;
    path: string[];
    old: string;
    /** What stands at the path afterwards; undefined: nothing. */
    strict: unknown;
    /** Changes elsewhere, by path. */
    also?: [string[], unknown][];
    warnings: string[];
}

const web = ["containers", "web"];
const waymark = ["metadata", "waymark"];

const rows: Row[] = [
    {
        what: "the first apiVersion",
        path: ["apiVersion"],
        old: "score.sh/v1b1",
        strict: "score.dev/v1b1",
        warnings: ["old-api-version"],
    },
    {
        what: "properties that are inputs",
        path: ["resources", "db"],
        old: "{type: postgres, properties: {version: '16'}}",
        strict: { type: "postgres", params: { version: "16" } },
        warnings: ["properties-key"],
    },
    {
        what: "properties that declare outputs",
        path: ["resources", "db"],
        old: "{type: postgres, properties: {host: , port: {type: int, default: 5432, required: true}, pw: {secret: true}}}",
        strict: { type: "postgres" },
        warnings: ["output-properties"],
    },
    {
        what: "empty properties",
        path: ["resources", "db"],
        old: "{type: postgres, properties: }",
        strict: { type: "postgres" },
        warnings: ["output-properties"],
    },
    {
        what: "declared outputs of an environment, whose defaults stay",
        path: ["resources", "env"],
        old: "{type: environment, params: {B: given}, properties: {A: {default: one}, B: {default: two}, C: }}",
        strict: { type: "environment", params: { A: "one", B: "given" } },
        warnings: ["output-properties"],
    },
    {
        what: "resources as a list",
        path: ["resources"],
        old: "[{name: db, type: postgres}, {name: cache, type: redis, id: shared}]",
        strict: { db: { type: "postgres" }, cache: { type: "redis", id: "shared" } },
        warnings: ["resources-list"],
    },
    {
        what: "files by path",
        path: [...web, "files"],
        old: "[{path: /etc/a, content: x, mode: '0644'}]",
        strict: { "/etc/a": { content: "x", mode: "0644" } },
        warnings: ["files-list", "files-path"],
    },
    {
        what: "the upgrades that are always made",
        path: web,
        old: `{image: x, files: [{target: /a, content: [one, two]}], volumes: [{target: /b, source: c, read_only: true}]}`,
        strict: {
            image: "x",
            files: { "/a": { content: "one\ntwo" } },
            volumes: { "/b": { source: "c", readOnly: true } },
        },
        warnings: ["files-list", "content-list", "volumes-list", "read-only-key"],
    },
    {
        what: "probes",
        path: web,
        old: "{image: x, probes: {liveness: {httpGet: {path: /, port: 1}}, readiness: {exec: {command: [a]}}}}",
        strict: {
            image: "x",
            livenessProbe: { httpGet: { path: "/", port: 1 } },
            readinessProbe: { exec: { command: ["a"] } },
        },
        warnings: ["probes-map", "probes-map"],
    },
    {
        what: "a startup probe, which only metadata.waymark can hold",
        path: web,
        old: "{image: x, probes: {startup: {path: /, port: 1}}}",
        strict: { image: "x" },
        also: [[[...waymark, "probes", "web", "startup"], { httpGet: { path: "/", port: 1 } }]],
        warnings: ["flat-probe", "probes-map"],
    },
    {
        what: "flat probes and lower-case schemes",
        path: [...web, "livenessProbe"],
        old: "{path: /, port: 1, scheme: https, host: h}",
        strict: { httpGet: { path: "/", port: 1, scheme: "HTTPS", host: "h" } },
        warnings: ["flat-probe", "lower-case-scheme"],
    },
    {
        what: "timings of probes",
        path: [...web, "readinessProbe"],
        old: "{httpGet: {path: /, port: 1}, initialDelaySeconds: 5, failureThreshold: 3}",
        strict: { httpGet: { path: "/", port: 1 } },
        also: [[[...waymark, "probes", "web", "readiness"], { initialDelaySeconds: 5, failureThreshold: 3 }]],
        warnings: ["probe-timing", "probe-timing"],
    },
    {
        what: "the type env.config",
        path: ["resources", "env"],
        old: "{type: env.config}",
        strict: { type: "environment" },
        warnings: ["old-resource-type"],
    },
    {
        what: "a volume's mount path",
        path: ["resources", "data"],
        old: "{type: volume, params: {size: 1Gi, mount_path: /data}}",
        strict: { type: "volume", params: { size: "1Gi" } },
        also: [[[...web, "volumes"], { "/data": { source: "${resources.data}" } }]],
        warnings: ["mount-path-param"],
    },
    {
        what: "a volume's mount path below properties, alone there",
        path: ["resources", "data"],
        old: "{type: volume, properties: {mount_path: /data}}",
        strict: { type: "volume" },
        also: [[[...web, "volumes"], { "/data": { source: "${resources.data}" } }]],
        warnings: ["properties-key", "mount-path-param"],
    },
    {
        what: "a port by targetPort alone",
        path: ["service", "ports", "www"],
        old: "{targetPort: 8080}",
        strict: { targetPort: 8080, port: 8080 },
        warnings: ["target-port-only"],
    },
];

const read = (document: Data, compat: boolean) => readScore("score.yaml", JSON.stringify(document), { compat });

describe("compat: every older and loose form", () => {
    for (const { what, path, old, strict, also = [], warnings } of rows) {
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
