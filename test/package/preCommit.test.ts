import assert from "node:assert/strict";
import { chmodSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { checkout, outcome, run, scratchFolder } from "./scratch";

interface Hook {
    id: string;
    entry: string;
    language: string;
    files: string;
    exclude: string;
}

const score = readFileSync("examples/my-service/score.yaml", "utf8");
const misspelt = score.replace("image:", "imgae:");

function writeExecutable(path: string, text: string): void {
    writeFileSync(path, text);
    chmodSync(path, 0o755);
}

/** A git repository with these files staged. */
function repository(files: Record<string, string>): string {
    const folder = scratchFolder();
    run(folder, "git", "init", "--quiet");
    run(folder, "git", "config", "user.name", "Test");
    run(folder, "git", "config", "user.email", "test@example.com");
    Object.entries(files).forEach(([name, text]) => writeFileSync(join(folder, name), text));
    run(folder, "git", "add", "--all");
    return folder;
}

describe(".pre-commit-hooks.yaml", () => {
    const [hook, ...others] = parse(readFileSync(".pre-commit-hooks.yaml", "utf8")) as Hook[];
    assert.ok(hook !== undefined);

    it("offers one hook, whose entry stands in the repository", () => {
        assert.deepEqual([hook.id, hook.language, others.length], ["waymark-validate", "script", 0]);
    });

    it("judges Score files and nothing else", () => {
        const names = ["score.yaml", "score.yml", "a/score.yaml", "cart.score.yaml", "a/b/cart.score.yml"];
        const not = ["myscore.yaml", "score.yaml.bak", "score.json", "overrides.score.yaml", "a/overrides.score.yaml"];
        const isJudged = (name: string) => new RegExp(hook.files).test(name) && !new RegExp(hook.exclude).test(name);
        assert.deepEqual([...names, ...not].filter(isJudged), names);
    });

    it("lets a commit of good files pass and holds one with a bad file up", () => {
        const folder = repository({ "score.yaml": score, "bad.score.yaml": misspelt });
        const [program = "", ...args] = hook.entry.split(" ");
        const hooked = (...files: string[]) => outcome(folder, join(checkout, program), ...args, ...files);
        assert.equal(hooked("score.yaml").status, 0);
        const { status, stdout } = hooked("score.yaml", "bad.score.yaml");
        assert.equal(status, 1);
        assert.match(stdout, /bad\.score\.yaml:\d+:\d+: unknown key "imgae"/);
    });
});

describe("the git hook of docs/score.md", () => {
    const [, hook = ""] = /```sh\n(#!\/bin\/sh\n[\s\S]*?)```/.exec(readFileSync("docs/score.md", "utf8")) ?? [];

    /** A repository with the hook, and waymark among its dependencies. */
    function hooked(files: Record<string, string>): string {
        const folder = repository(files);
        const bin = join(folder, "node_modules", ".bin");
        mkdirSync(bin, { recursive: true });
        const program = join(checkout, "dist", "cli", "bin.js"); // npm makes it executable where it installs it
        writeExecutable(join(bin, "waymark"), `#!/bin/sh\nexec "${process.execPath}" "${program}" "$@"\n`);
        writeExecutable(join(folder, ".git", "hooks", "pre-commit"), hook);
        return folder;
    }
    const commit = (folder: string) => outcome(folder, "git", "commit", "--quiet", "--message", "a change");

    it("lets a commit of good files pass, and one without Score files", () => {
        assert.equal(commit(hooked({ "score.yaml": score, "my cart.score.yaml": score })).status, 0);
        assert.equal(commit(hooked({ "README.md": "#\n", "overrides.score.yaml": "a: 1\n" })).status, 0);
    });

    it("holds a commit with a bad file up", () => {
        const folder = hooked({ "score.yaml": score, "bad.score.yaml": misspelt });
        const { status, stdout, stderr } = commit(folder);
        assert.notEqual(status, 0);
        assert.match(stdout + stderr, /bad\.score\.yaml:\d+:\d+: unknown key "imgae"/);
        assert.notEqual(outcome(folder, "git", "rev-parse", "--verify", "HEAD").status, 0);
    });

    it("judges what is staged, not what lies in the working tree", () => {
        const mended = hooked({ "score.yaml": misspelt });
        writeFileSync(join(mended, "score.yaml"), score);
        assert.notEqual(commit(mended).status, 0);
        const broken = hooked({ "score.yaml": score, "gone.score.yaml": score });
        writeFileSync(join(broken, "score.yaml"), misspelt);
        unlinkSync(join(broken, "gone.score.yaml"));
        assert.equal(commit(broken).status, 0);
    });
});
