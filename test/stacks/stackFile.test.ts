import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { ProblemError, type Problem } from "../../core/problem";
import { SecretValue } from "../../core/values";
import { readStackFile, stackNames } from "../../stacks/stackFile";
import { findWorkloadFiles } from "../../stacks/workloadFiles";

describe("stacks/stackFile", () => {
    let base = "";
    before(() => {
        base = mkdtempSync(join(tmpdir(), "waymark-"));
    });
    after(() => rmSync(base, { recursive: true }));

    const write = (file: string, text: string): void => {
        mkdirSync(dirname(join(base, file)), { recursive: true });
        writeFileSync(join(base, file), text);
    };
    const problemsOf = (stack: string, from?: string): readonly Problem[] => {
        try {
            readStackFile({ stack, from, base });
        } catch (error) {
            assert.ok(error instanceof ProblemError);
            return error.problems;
        }
        return [];
    };

    it("has defaults that are enough where there is no file", () => {
        const { project, root, config } = readStackFile({ stack: "dev", base });
        assert.deepEqual([project, root, config.environment, config.team], ["waymark", base, "dev", "unassigned"]);
        assert.equal(config.domain, "dev.localhost");
        assert.deepEqual(config.origin("team"), { kind: "default" });
    });

    it("finds the file beside the nearest Pulumi.yaml upwards", () => {
        write("one/Pulumi.yaml", "name: shop\nruntime: nodejs\n");
        write("one/Pulumi.dev.yaml", "config:\n  waymark:team: shop\n  other:team: nobody\n  aws:region: eu-west-1\n");
        write("one/services/web/score.yaml", "");
        const { project, root, config } = readStackFile({ stack: "dev", from: "one/services/web/score.yaml", base });
        assert.deepEqual([project, root, config.team], ["shop", join(base, "one"), "shop"]);
        const { kind, place } = config.origin("team");
        assert.deepEqual([kind, place?.file, place?.line], ["configuration", join("one", "Pulumi.dev.yaml"), 2]);
    });

    it("refuses a namespace that is nearly its own, unless it is the project's", () => {
        write("near/Pulumi.yaml", "name: shop\nruntime: nodejs\n");
        write("near/Pulumi.dev.yaml", "config:\n  wayamrk:team: shop\n  aws:region: eu-west-1\n  shop:team: mine\n");
        const [problem, ...others] = problemsOf("dev", "near");
        assert.deepEqual(others, []);
        assert.equal(problem?.code, "unknown-namespace");
        assert.equal(problem.hint, 'did you mean "waymark:team"?');
        assert.deepEqual([problem.file, problem.line], [join("near", "Pulumi.dev.yaml"), 2]);
        write("near/Pulumi.yaml", "name: wayamrk\nruntime: nodejs\n");
        assert.deepEqual(problemsOf("dev", "near"), []);
    });

    it("takes a file that is named, and says when it isn't there", () => {
        write("two/settings.yaml", "config: {waymark:team: two}\n");
        assert.equal(readStackFile({ stack: "dev", configFile: "two/settings.yaml", base }).config.team, "two");
        assert.throws(
            () => readStackFile({ stack: "dev", configFile: "two/absent.yaml", base }),
            (error: ProblemError) =>
                error.problems[0]?.code === "file-not-found" && error.problems[0].file === "two/absent.yaml",
        );
    });

    it("types values as the engine does, and keeps encrypted ones closed", () => {
        write(
            "three/Pulumi.dev.yaml",
            `config:
  waymark:team: 7
  waymark:compat: true
  waymark:settings: {replicas: 2}
  waymark:values:
    level: 3
    token: {secure: v1:abcdef}
`,
        );
        write("three/Pulumi.yaml", "name: three\n");
        const { config } = readStackFile({ stack: "dev", from: "three", base });
        assert.equal(config.team, "7");
        assert.equal(config.compat, true);
        assert.deepEqual(config.settings, { replicas: 2 });
        assert.equal(config.values["level"], 3);
        assert.ok(config.values["token"] instanceof SecretValue);
        assert.ok(!JSON.stringify(config).includes("abcdef"));
    });

    it("tells every wrong key and value, with its place and the nearest name", () => {
        write(
            "four/Pulumi.dev.yaml",
            `config:
  waymark:taem: shop
  waymark:owner: {secure: v1:x}
  waymark:environments: {qa: {teir: dev}}
  waymark:secretStore: vault
`,
        );
        write("four/Pulumi.yaml", "name: four\n");
        const problems = problemsOf("dev", "four");
        assert.deepEqual(
            problems.map(({ code, line }) => [code, line]),
            [
                ["unknown-key", 2],
                ["secret-not-allowed", 3],
                ["missing-key", 4],
                ["unknown-key", 4],
                ["not-supported", 5],
            ],
            JSON.stringify(problems, null, 1),
        );
        assert.match(problems.find(({ line }) => line === 2)?.hint ?? "", /did you mean "team"/);
    });

    it("refuses a value that is nothing, and a map that is encrypted as a whole", () => {
        write("seven/Pulumi.yaml", "name: seven\n");
        write("seven/Pulumi.dev.yaml", "config:\n  waymark:team: null\n  waymark:values: {secure: v1:abc}\n");
        const problems = problemsOf("dev", "seven");
        assert.deepEqual(
            problems.map(({ code, line }) => [code, line]),
            [
                ["wrong-type", 2],
                ["secret-as-a-whole", 3],
            ],
            JSON.stringify(problems),
        );
    });

    it("refuses what is no map", () => {
        write("five/Pulumi.yaml", "name: five\n");
        write("five/Pulumi.dev.yaml", "config: [1]\n");
        assert.deepEqual(
            problemsOf("dev", "five").map(({ code }) => code),
            ["bad-config"],
        );
        write("five/Pulumi.dev.yaml", "- 1\n");
        assert.deepEqual(
            problemsOf("dev", "five").map(({ code }) => code),
            ["bad-config"],
        );
        write("five/Pulumi.dev.yaml", "");
        assert.deepEqual(problemsOf("dev", "five"), []);
    });

    it("names stacks by their files", () => {
        assert.deepEqual(stackNames(["Pulumi.yaml", "Pulumi.prod.yaml", "Pulumi.dev.yaml", "x.yaml"]), ["dev", "prod"]);
    });

    it("finds Score files by globs, each once, and says where a glob finds none", () => {
        write("six/a.score.yaml", "");
        write("six/deep/b.score.yaml", "");
        const root = join(base, "six");
        assert.deepEqual(findWorkloadFiles(["**/*.score.yaml", "*.score.yaml"], root, root), [
            "a.score.yaml",
            join("deep", "b.score.yaml"),
        ]);
        assert.throws(
            () => findWorkloadFiles(["*.score.yaml", "*.socre.yaml"], root, root),
            (error: ProblemError) => /no Score file matches "\*\.socre\.yaml"/.test(error.message),
        );
    });
});
