import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { rules } from "../../policies";
import { engineRules } from "../../policies/engineRules";
import { waymarkIn } from "./commandHarness";

const ownRules = `
const rule = {
    id: "acme-default-namespace", group: "governance", target: "object", kinds: ["Deployment"], severity: "medium",
    title: "Workloads live in a namespace of their team", why: "nobody owns default", fix: "name a namespace",
    adapters: ["manifests", "pulumi"], frameworks: [], since: "", details: "", waivable: true, rivals: {}, laws: {},
    componentFixes: {},
    *check(object) {
        if (object.namespace.isUnknown) yield { undecided: object.namespace };
        else if (object.namespace.string() === "default") yield { at: object.namespace, message: "lives in default" };
    },
};
exports.acme = rule;
`;
const deployment = (namespace: string): string =>
    `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: api, namespace: ${namespace}}\n`;

describe("waymark policy rules, explain and test", () => {
    let folder = "";
    const waymark = (...argv: string[]) => waymarkIn(folder, "policy", ...argv);
    const write = (files: Record<string, string>): void => {
        for (const [file, text] of Object.entries(files)) {
            mkdirSync(dirname(join(folder, file)), { recursive: true });
            writeFileSync(join(folder, file), text);
        }
    };
    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), "waymark-"));
        write({ "policy/policy.yaml": "modules: [./rules.js]\n", "policy/rules.js": ownRules });
    });
    afterEach(() => rmSync(folder, { recursive: true }));
    const configured = ["--config", "policy/policy.yaml"];

    it("list every rule once, one's own among them", async () => {
        const { out } = await waymark("rules", "--format", "json", ...configured);
        const rows = JSON.parse(out) as Record<string, unknown>[];
        const ids = rows.map(({ id }) => id);
        assert.deepEqual(
            ids,
            [...rules, ...engineRules]
                .map(({ id }) => id)
                .concat("acme-default-namespace")
                .sort(),
        );
        const keys = ["id", "title", "severity", "profiles", "adapters", "frameworks", "remediation", "params"];
        assert.ok(rows.every((row) => Object.keys(row).join() === keys.join()));
        const text = await waymark("rules", ...configured);
        assert.equal(text.out.trimEnd().split("\n").length, rows.length + 1);
    });

    it("explain each rule, in text and as data", async () => {
        for (const { id, why, fix } of [...rules, ...engineRules]) {
            const { status, out } = await waymark("explain", id);
            assert.equal(status, 0);
            assert.ok(out.includes(`Why: ${why}.`) && out.includes(`Fix: ${fix}.`), id);
        }
        const { out } = await waymark("explain", "img-tag-mutable", "--format", "json");
        const { id, levels } = JSON.parse(out) as Record<string, unknown>;
        assert.deepEqual(
            [id, levels],
            ["img-tag-mutable", { dev: "advisory", staging: "mandatory", prod: "mandatory" }],
        );
        const wrong = await waymark("explain", "img-tag-mutabel");
        assert.deepEqual([wrong.status, wrong.err.includes('did you mean "img-tag-mutable"?')], [2, true]);
    });

    it("judge by one's own rules", async () => {
        write({ "a.yaml": deployment("default") });
        const { out } = await waymark("check", ...configured, "--rules", "acme-default-namespace", "a.yaml");
        assert.match(out, /acme-default-namespace {2}line 3:\d+\n {6}lives in default/);
    });

    it("say which module can't be loaded or holds no rule", async () => {
        write({
            "policy/policy.yaml": "modules: [./none.js, ./empty.js, ./rules.js]\n",
            "policy/empty.js": "exports.a = 1",
        });
        const { status, err } = await waymark("rules", ...configured);
        assert.equal(status, 2);
        assert.match(err, /the module "\.\/none\.js" can't be loaded: Cannot find module/);
        assert.match(err, /the module "\.\/empty\.js" exports no rule/);
    });

    it("test the fixtures of this package", async () => {
        const { status, out } = await waymarkIn(join(__dirname, "../.."), "policy", "test", "test/policies/rules");
        assert.match(out, /^\d+ rules, \d+ fixtures: all as expected\n$/);
        assert.equal(status, 0);
    });

    it("test one's own rules, and say what differs", async () => {
        const fixtures = "test/acme-default-namespace";
        write({
            [`${fixtures}/success.team.yaml`]: deployment("shop"),
            [`${fixtures}/failure.default.yaml`]: deployment("default"),
        });
        const good = await waymark("test", ...configured, "test");
        assert.deepEqual([good.status, good.out], [0, "1 rule, 2 fixtures: all as expected\n"]);
        const expected = { findings: [{ object: "Deployment shop/api", path: "metadata.namespace" }] };
        write({
            [`${fixtures}/success.wrong.yaml`]: deployment("default"),
            [`${fixtures}/failure.wrong.yaml`]: deployment("shop"),
            [`${fixtures}/failure.other.yaml`]: deployment("default"),
            [`${fixtures}/failure.broken.yaml`]: "a: [",
            [`${fixtures}/expected.json`]: JSON.stringify({
                "failure.other.yaml": expected,
                "failure.gone.yaml": expected,
            }),
            "test/acme-nothing/success.a.yaml": deployment("shop"),
        });
        const { status, out } = await waymark("test", ...configured, "--format", "json", "test");
        assert.equal(status, 1);
        const rows = JSON.parse(out) as {
            file: string;
            passed: boolean;
            missing: object[];
            unexpected: object[];
            errors: string[];
        }[];
        const inDefault = [{ object: "Deployment default/api", path: "metadata.namespace" }];
        assert.deepEqual(
            rows.map(({ file, passed, missing, unexpected, errors }) => [file, passed, missing, unexpected, errors]),
            [
                ["failure.gone.yaml", false, [], [], ["expected.json names it, and there is no such file"]],
                ["failure.broken.yaml", false, [], [], [rows[1]!.errors[0], "nothing was found"]],
                ["failure.default.yaml", true, [], [], []],
                ["failure.other.yaml", false, expected.findings, inDefault, []],
                ["failure.wrong.yaml", false, [], [], ["nothing was found"]],
                ["success.team.yaml", true, [], [], []],
                ["success.wrong.yaml", false, [], inDefault, []],
                ["", false, [], [], [rows[7]!.errors[0]]],
            ],
        );
        assert.match(rows[7]!.errors[0]!, /^there is no rule "acme-nothing"/);
        assert.match(
            (await waymark("test", ...configured, "test")).out,
            /found, not expected: Deployment default\/api at metadata\.namespace/,
        );
    });

    it("say what is no fixture, and take any gap for one where nothing is expected", async () => {
        const fixtures = "test/acme-default-namespace";
        const later = deployment("[unknown]");
        write({
            [`${fixtures}/success.team.yaml`]: deployment("shop"),
            [`${fixtures}/unknown.later.yaml`]: later,
        });
        assert.equal((await waymark("test", ...configured, "test")).status, 0);
        write({ [`${fixtures}/sucess.other.yaml`]: deployment("shop") });
        mkdirSync(join(folder, "test/acme-empty"));
        const { status, out } = await waymark("test", ...configured, "test");
        assert.equal(status, 1);
        assert.match(out, /sucess\.other\.yaml\n {4}no fixture: the name of one begins with success\., failure\. or/);
        assert.match(out, /there is no rule "acme-empty"/);
    });

    it("refuse a module that takes the id of another rule", async () => {
        write({
            "twice.js": 'exports.rule = { ...require("./policy/rules.js").acme, id: "img-tag-mutable" };',
            "twice.yaml": "modules: [./twice.js]\n",
        });
        const { status, err } = await waymark("rules", "--config", "twice.yaml");
        assert.deepEqual([status, err.includes("img-tag-mutable")], [2, true], err);
    });

    it("refuse a folder without fixtures and one that isn't there", async () => {
        for (const [path, message] of [
            ["policy", "there are no fixtures in it"],
            ["none", "the folder can't be read (ENOENT)"],
        ] as const) {
            const { status, err } = await waymark("test", path);
            assert.deepEqual([status, err.includes(message)], [2, true]);
        }
    });

    it("show help for each subcommand, and name the nearest one", async () => {
        for (const name of ["check", "rules", "explain", "test"]) {
            const { status, out } = await waymark(name, "--help");
            assert.deepEqual([status, out.startsWith(`waymark policy ${name}`)], [0, true]);
        }
        assert.match((await waymark("--help")).out, /^waymark policy check\|rules/);
        const { status, err } = await waymark("chek");
        assert.deepEqual([status, err.includes('did you mean "check"?')], [2, true]);
        assert.equal((await waymark()).status, 2);
    });
});
