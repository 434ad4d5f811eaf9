import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { evaluate, fromManifests, type PolicyReport } from "../../policies";
import { dayAfter, toDay } from "../../policies/waivers/days";
import { asSarif } from "../helpers/sarifSchema";
import { waymarkIn } from "./commandHarness";

const deployment = (name: string, image: string): string => `apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}, namespace: shop}
spec:
  template:
    spec:
      containers:
        - {name: app, image: "${image}"}
`;
const one = ["--rules", "img-tag-mutable"];

describe("waymark policy check", () => {
    let folder = "";
    beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "waymark-"))));
    afterEach(() => rmSync(folder, { recursive: true }));

    const write = (files: Record<string, string>): void => {
        for (const [file, text] of Object.entries(files)) {
            mkdirSync(dirname(join(folder, file)), { recursive: true });
            writeFileSync(join(folder, file), text);
        }
    };
    const check = (...argv: string[]) => waymarkIn(folder, "policy", "check", ...argv);
    const json = async (...argv: string[]): Promise<{ status: number; err: string; report: PolicyReport }> => {
        const { status, out, err } = await check("--format", "json", ...argv);
        return { status, err, report: JSON.parse(out) as PolicyReport };
    };

    it("prints JSON of exactly the promised shape", async () => {
        write({ "a.yaml": deployment("api", "x") });
        const { status, report } = await json(...one, "a.yaml");
        assert.equal(status, 1);
        assert.deepEqual(Object.keys(report), ["findings", "unknown", "errors", "summary"]);
        const [finding] = report.findings;
        assert.deepEqual(finding, {
            rule: "img-tag-mutable",
            severity: "high",
            level: "mandatory",
            object: {
                apiVersion: "apps/v1",
                kind: "Deployment",
                namespace: "shop",
                name: "api",
                type: "kubernetes:apps/v1:Deployment",
                urn: null,
            },
            container: "app",
            path: "spec.template.spec.containers[name=app].image",
            file: "a.yaml",
            line: 8,
            column: 30,
            message: finding!.message,
            fix: finding!.fix,
            fingerprint: finding!.fingerprint,
            waived: null,
        });
        assert.deepEqual(report.summary, {
            files: 1,
            objects: 1,
            mandatory: 1,
            advisory: 0,
            waived: 0,
            unknown: 0,
            unknownMandatory: 0,
            errors: 0,
            notConfigured: [],
        });
    });

    it("fails for what a mandatory rule can't know yet only where it is asked to", async () => {
        const urn = "urn:pulumi:prod::shop::kubernetes:core/v1:Pod::api";
        const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
        const spec = { containers: [{ name: "app", image: unknown }] };
        const newState = { urn, type: "kubernetes:core/v1:Pod", inputs: { metadata: { name: "api" }, spec } };
        write({
            "preview.json": JSON.stringify({ steps: [{ op: "create", urn, newState }] }),
            "strict.yaml": "unknown: mandatory\n",
        });
        const { status, report } = await json(...one, "preview.json");
        assert.equal(status, 0);
        assert.deepEqual(
            report.unknown.map(({ rule, level, file, line }) => [rule, level, file, line]),
            [["img-tag-mutable", "mandatory", "preview.json", 1]],
        );
        assert.deepEqual([report.summary.unknown, report.summary.unknownMandatory], [1, 1]);
        assert.equal((await check(...one, "--config", "strict.yaml", "preview.json")).status, 1);
        const advisory = ["--config", "strict.yaml", "--tier", "dev", "preview.json"];
        assert.equal((await check(...one, ...advisory)).status, 0);
    });

    it("walks folders for YAML and JSON, in order, hidden ones only if named", async () => {
        write({
            "deploy/b.yml": deployment("b", "x"),
            "deploy/a/c.json": JSON.stringify({ apiVersion: "v1", kind: "Pod", metadata: { name: "c" } }),
            "deploy/a.yaml": deployment("a", "x"),
            "deploy/.hidden.yaml": "a: [",
            "deploy/.git/x.yaml": "a: [",
            "deploy/node_modules/x/package.json": "{}",
            "deploy/readme.md": "a: [",
        });
        symlinkSync("..", join(folder, "deploy/loop"));
        const files = async (path: string) => {
            const { report } = await json(...one, path);
            assert.deepEqual(report.errors, []);
            return [report.summary.files, report.findings.map(({ file }) => file)];
        };
        assert.deepEqual(await files("deploy"), [3, ["deploy/a.yaml", "deploy/b.yml"]]);
        assert.deepEqual(await files("./deploy/"), [3, ["./deploy/a.yaml", "./deploy/b.yml"]]);
        const { report } = await json(...one, "deploy/.hidden.yaml");
        assert.deepEqual(
            report.errors.map(({ code }) => code),
            ["not-yaml"],
        );
    });

    it("passes by in a folder what is of something else, and names it", async () => {
        write({
            "repo/deploy.yaml": deployment("api", "x:1.0.0"),
            "repo/package.json": '{"name": "shop"}',
            "repo/score.yaml": "apiVersion: score.dev/v1b1\nmetadata: {name: api}\ncontainers: {}",
            "repo/waivers/all.yaml": "- id: W-1",
        });
        const { status, err } = await check(...one, "repo");
        assert.equal(status, 0);
        assert.equal(
            err,
            "passed by, as nothing of Kubernetes: repo/package.json, repo/score.yaml, repo/waivers/all.yaml\n",
        );
        assert.equal((await check(...one, "repo/package.json")).status, 2);
        // What looks like an object may be one with a slip in it.
        write({ "repo/slip.yaml": "apiVersion: v1\nkid: Pod\nmetadata: {name: api}" });
        const { report } = await json(...one, "repo");
        assert.deepEqual(
            report.errors.map(({ code, file }) => [code, file]),
            [["no-kubernetes-object", "repo/slip.yaml"]],
        );
        for (let file = 0; file < 9; file++) {
            write({ [`repo/data/${file}.json`]: "[1]" });
        }
        assert.match((await check(...one, "repo")).err, /^passed by, .*: (repo\S+, ){4}\S+ and 7 more\n$/);
    });

    it("judges what can be read, and answers 2 where something can't", async () => {
        write({ "a.yaml": deployment("api", "x:1.0.0"), "b.yaml": "a: [" });
        const { status, report } = await json(...one, "b.yaml", "none.yaml", "a.yaml");
        assert.equal(status, 2);
        assert.deepEqual(
            report.errors.map(({ code, file, line }) => [code, file, line]),
            [
                ["not-yaml", "b.yaml", 1],
                ["file-not-found", "none.yaml", undefined],
            ],
        );
        assert.deepEqual([report.summary.files, report.summary.objects, report.summary.errors], [3, 1, 2]);
    });

    it("warns of keys that are there twice", async () => {
        write({ "a.yaml": `${deployment("api", "x:1.0.0")}kind: Deployment\n` });
        const { status, err } = await json(...one, "a.yaml");
        assert.equal(status, 0);
        assert.match(err, /^warning: a\.yaml:9:1: this key is there already; Kubernetes takes the last one/);
    });

    it("answers by level, tier and --fail-on", async () => {
        write({ "a.yaml": deployment("api", "x") });
        const status = async (...argv: string[]) => (await check(...one, ...argv, "a.yaml")).status;
        assert.equal(await status(), 1);
        assert.equal(await status("--fail-on", "none"), 0);
        assert.equal(await status("--tier", "dev"), 0);
        assert.equal(await status("--tier", "dev", "--fail-on", "advisory"), 1);
        assert.equal(await status("--skip", "img-tag-mutable"), 0);
    });

    it("refuses wrong usage, with the nearest name", async () => {
        write({ "a.yaml": deployment("api", "x"), "bad.yaml": "profil: golden\ntier: qa\n", "facts.json": "{}" });
        for (const [argv, message] of [
            [[], "no file or folder is named"],
            [["--rules", "img-tag-mutabel", "a.yaml"], 'did you mean "img-tag-mutable"?'],
            [["--skip", "img-tag", "a.yaml"], 'there is no rule "img-tag"'],
            [["--rules", "a,", "a.yaml"], "--rules holds an empty id"],
            [["--tier", "qa", "a.yaml"], '--tier "qa" is none of dev, staging, prod'],
            [["--profile", "gold", "a.yaml"], "--profile"],
            [["--pss-version", "new", "a.yaml"], "Pod Security version"],
            [["--fail-on", "high", "a.yaml"], "--fail-on"],
            [["--format", "xml", "a.yaml"], '"xml" is no format'],
            [["--format", "json", "--format", "sarif", "a.yaml"], "two formats go to stdout"],
            [["--format", "json=x", "--format", "sarif=./x", "a.yaml"], "two formats go to one file"],
            [["--format", "json=", "a.yaml"], "names no file"],
            [["--format", "json=none/x.json", "a.yaml"], "the file can't be written"],
            [["-", "-"], "standard input is named twice"],
            [["--config", "bad.yaml", "a.yaml"], 'did you mean "profile"?'],
            [["--config", "none.yaml", "a.yaml"], "there is no such file"],
            [["--facts", "facts.json", "a.yaml"], '"asOf" is required'],
            [["--waivers", "none", "a.yaml"], "the folder of waivers can't be read"],
            [["--baseline", "bad.yaml", "a.yaml"], "this is no baseline"],
        ] as [string[], string][]) {
            const { status, out, err } = await check(...argv);
            assert.equal(status, 2, argv.join(" "));
            const asked = argv.includes("json"); // then stdout is JSON whatever happens
            assert.deepEqual(asked ? Object.keys(JSON.parse(out) as object) : out, asked ? ["errors"] : "");
            assert.ok(err.includes(message), `${argv.join(" ")}: ${err}`);
        }
    });

    it("says where in the configuration a wrong rule or parameter stands", async () => {
        write({
            "a.yaml": deployment("api", "x"),
            "c.yaml":
                "skip:\n  - img-tag-mutabel\nparams:\n  img-tag-mutable:\n    tag: [x]\n  img-alowed-registries: {}\n",
        });
        const { err } = await check("--config", "c.yaml", "a.yaml");
        assert.match(err, /c\.yaml:2:5: .*there is no rule "img-tag-mutabel"/);
        assert.match(err, /c\.yaml:5:5: .*parameters of img-tag-mutable: unknown key "tag"/);
        assert.match(err, /c\.yaml:6:3: .*there is no rule "img-alowed-registries"/);
        const asked = await check("--skip", "img-tag-mutabel", "a.yaml");
        assert.doesNotMatch(asked.err, /\/skip/);
    });

    it("warns of a rule that was asked for and isn't in force", async () => {
        write({ "a.yaml": deployment("api", "x:1.0.0") });
        const rule = ["--rules", "pss-host-path-volumes"];
        assert.match((await check(...rule, "a.yaml")).err, /^warning: not in force: pss-host-path-volumes \(/);
        assert.equal((await check(...rule, "--pss-level", "baseline", "a.yaml")).err, "");
    });

    it("warns where there is nothing to judge", async () => {
        write({ "none/.keep": "", "empty.yaml": "" });
        for (const path of ["none", "empty.yaml"]) {
            const { status, err } = await check(path);
            assert.deepEqual([status, err], [0, `warning: there is nothing to judge in ${path}\n`]);
        }
    });

    it("judges all paths together, or each for itself", async () => {
        const policy = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: api, namespace: shop, labels: {"app.kubernetes.io/managed-by": waymark}}
spec: {podSelector: {matchLabels: {app: api}}}
`;
        write({ "a.yaml": deployment("api", "x"), "b.yaml": policy });
        const together = await json("a.yaml", "b.yaml");
        const each = await json("--each", "a.yaml", "b.yaml");
        assert.equal(together.report.summary.objects, 2);
        assert.equal(each.report.summary.objects, 2);
        const alone = [await json("a.yaml"), await json("b.yaml")].map(({ report }) => report.findings.length);
        assert.equal(each.report.findings.length, alone[0]! + alone[1]!);
    });

    it("reads a file once that two paths name", async () => {
        write({ "d/a.yaml": deployment("api", "x") });
        const { report } = await json(...one, "d", "./d/a.yaml");
        assert.equal(report.findings.length, 1);
    });

    it("writes several formats, one of them to stdout", async () => {
        write({ "a.yaml": deployment("api", "x") });
        const formats = ["sarif=o.sarif", "junit=o.xml", "html=o.html", "json=o.json", "text=o.txt", "github"];
        const summary = join(folder, "summary.md");
        writeFileSync(summary, "before\n");
        process.env["GITHUB_STEP_SUMMARY"] = summary;
        const { out, err } = await check(...one, ...formats.flatMap((format) => ["--format", format]), "a.yaml");
        delete process.env["GITHUB_STEP_SUMMARY"];
        assert.equal(err, "");
        assert.match(out, /^::error file=a\.yaml,line=8,col=30,title=img-tag-mutable::/);
        const read = (file: string): string => readFileSync(join(folder, file), "utf8");
        asSarif(JSON.parse(read("o.sarif")));
        assert.match(read("o.xml"), /^<\?xml/);
        assert.match(read("o.html"), /^<!doctype html>/);
        assert.equal((JSON.parse(read("o.json")) as PolicyReport).findings.length, 1);
        assert.match(read("o.txt"), /^Deployment shop\/api/);
        assert.match(read("summary.md"), /^before\n### waymark policy: /);
        const quiet = await check(...one, "--format", "json=o.json", "a.yaml");
        assert.deepEqual([quiet.out, quiet.err], ["", "1 file, 1 object: 1 mandatory\n"]);
    });

    it("takes the configuration, and the command line before it", async () => {
        write({
            "a.yaml": deployment("api", "x:edge"),
            "policy.yaml":
                'tier: dev\nrules: [img-tag-mutable]\nparams: {img-tag-mutable: {tags: [edge]}}\npssVersion: "1.30"\n',
        });
        const configured = await json("--config", "policy.yaml", "a.yaml");
        assert.deepEqual([configured.status, configured.report.summary.advisory], [0, 1]);
        assert.equal((await json("--config", "policy.yaml", "--tier", "prod", "a.yaml")).status, 1);
    });

    it("keeps quiet about what a baseline knows, and names what it knows in vain", async () => {
        write({ "a.yaml": deployment("api", "x") });
        const args = [...one, "a.yaml"];
        assert.equal((await check(...args, "--write-baseline", "known.json")).status, 1);
        const known = readFileSync(join(folder, "known.json"), "utf8");
        assert.equal((JSON.parse(known) as { findings: unknown[] }).findings.length, 1);
        const again = await json(...args, "--baseline", "known.json");
        assert.deepEqual([again.status, again.report.summary.waived], [0, 1]);
        assert.deepEqual(again.report.findings[0]!.waived, {
            id: "baseline",
            expires: null,
            reason: "known before, in known.json",
        });
        write({ "a.yaml": `# moved\n${deployment("api", "x")}---\n${deployment("new", "x")}` });
        const more = await json(...args, "--baseline", "known.json");
        assert.deepEqual([more.status, more.report.summary.mandatory, more.err], [1, 1, ""]);
        write({ "a.yaml": deployment("api", "x:1.0.0") });
        const stale = await check(...args, "--baseline", "known.json");
        assert.equal(stale.status, 0);
        assert.match(stale.err, /known\.json: not found any more .*\n {4}img-tag-mutable {2}Deployment\/shop\/api\n/);
    });

    it("asks waivers, in text and status", async () => {
        const today = toDay(new Date());
        const waiver = `- id: W-1
  rules: [img-tag-mutable]
  scope: {name: api, namespace: shop, project: shop, stacks: [prod]}
  reason: the vendor has no tags
  requestedBy: api@example.com
  approvedBy: [sec@example.com]
  approvedAt: ${today}
  expires: ${dayAfter(today, 60)}
`;
        write({
            "a.yaml": deployment("api", "x"),
            "w/a.yaml": waiver,
            "w/approvers.yaml": "approvers: {sec@example.com: [high]}\n",
        });
        const args = [...one, "--waivers", "w", "a.yaml"];
        const undecided = await check(...args);
        assert.equal(undecided.status, 1);
        assert.match(undecided.out, /not applied: project, stacks can't be decided here/);
        const waived = await check(...args, "--project", "shop", "--stack", "prod");
        assert.equal(waived.status, 0);
        assert.match(waived.out, /^Waived\n {2}img-tag-mutable {2}Deployment shop\/api: waiver W-1 until /);
        write({ "w/b.yaml": "hello" });
        const broken = await check(...args, "--project", "shop", "--stack", "prod");
        assert.equal(broken.status, 1);
        assert.match(broken.out, /ignored: a file of waivers is a list, and this is none/);
    });

    it("reads standard input, and says so in places", () => {
        write({
            "stack.json": JSON.stringify({
                resources: [
                    {
                        urn: "urn:pulumi:p::s::kubernetes:core/v1:Pod::a",
                        type: "kubernetes:core/v1:Pod",
                        inputs: {
                            apiVersion: "v1",
                            kind: "Pod",
                            metadata: { name: "a" },
                            spec: { containers: [{ name: "app", image: "x" }] },
                        },
                    },
                ],
            }),
        });
        const code = `process.exitCode = require("./cli/run").run(["policy", "check", "--rules", "img-tag-mutable", "--format", "json", "-"], { out: (t) => process.stdout.write(t), err: (t) => process.stderr.write(t) }); process.stderr.write(Object.keys(require.cache).filter((f) => f.includes("@pulumi")).join());`;
        const { stdout, stderr, status } = spawnSync(process.execPath, ["--require", "tsx/cjs", "--eval", code], {
            encoding: "utf8",
            input: readFileSync(join(folder, "stack.json")),
        });
        const report = JSON.parse(stdout) as PolicyReport;
        assert.equal(status, 1);
        assert.equal(stderr, "", "no part of Pulumi is loaded");
        const options = { encoding: "utf8", input: "" } as const;
        const none = spawnSync(process.execPath, ["--require", "tsx/cjs", "--eval", code], options);
        assert.equal(none.status, 2, "the command before it has failed");
        assert.equal((JSON.parse(none.stdout) as PolicyReport).errors[0]!.code, "no-input");
        assert.deepEqual(
            [report.findings[0]!.file, report.findings[0]!.object.urn],
            ["-", "urn:pulumi:p::s::kubernetes:core/v1:Pod::a"],
        );
    });

    it("gives the same bytes whatever the order of keys and files", async () => {
        write({ "a.yaml": deployment("a", "x"), "b.yaml": deployment("b", "x") });
        const first = await check("--format", "json", "a.yaml", "b.yaml");
        const second = await check("--format", "json", "b.yaml", "a.yaml");
        assert.equal(first.out, second.out);
    });

    it("finds what the engine finds", async () => {
        const text = `${deployment("a", "x")}---\n${deployment("b", "y:1.0.0")}`;
        write({ "a.yaml": text });
        const { findings } = evaluate(fromManifests("a.yaml", text).resources, { tier: "prod", adapter: "manifests" });
        assert.deepEqual((await json("a.yaml")).report.findings, JSON.parse(JSON.stringify(findings)));
    });
});
