import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../../cli/run";
import type { ValidateRow } from "../../cli/validate";

const good = `apiVersion: score.dev/v1b1
metadata:
  name: web
containers:
  web:
    image: nginx:1.27
`;

describe("waymark validate", () => {
    let folder: string;
    const file = (name: string, text: string) => {
        const path = join(folder, name);
        writeFileSync(path, text);
        return path;
    };
    const call = (...argv: string[]) => {
        const output = { out: "", err: "" };
        const status = run(argv, {
            out: (text) => (output.out += text),
            err: (text) => (output.err += text),
        });
        return { status, ...output };
    };

    before(() => (folder = mkdtempSync(join(tmpdir(), "waymark-"))));
    after(() => rmSync(folder, { recursive: true }));

    it("says that a good file is valid, on stdout, with status 0", () => {
        const path = file("good.yaml", good);
        assert.deepEqual(call("validate", path), { status: 0, out: `${path}: valid\n`, err: "" });
    });

    it("judges each file alone and prints a whole row for each", () => {
        const paths = [
            file("good.yaml", good),
            file("bad.yaml", good.replace("image", "imgae")),
            join(folder, "absent.yaml"),
        ];
        const { status, out } = call("validate", "--format", "json", ...paths);
        const rows = JSON.parse(out) as ValidateRow[];
        assert.equal(status, 2);
        assert.deepEqual(
            rows.map(({ file: name, valid }) => [name, valid]),
            paths.map((path, index) => [path, index === 0]),
        );
        assert.equal(rows[1]!.errors.find(({ code }) => code === "unknown-key")?.line, 6);
        assert.deepEqual(rows[2]!.errors[0]!.code, "file-not-found");
    });

    it("is a plain no, status 1, where a document is not valid or can't be decoded", () => {
        assert.equal(call("validate", file("bad.yaml", "apiVersion: x\n")).status, 1);
        assert.equal(call("validate", file("broken.yaml", "a: [")).status, 1);
    });

    it("takes wrong usage for a question that can't be answered", () => {
        for (const argv of [
            ["validate"],
            ["validate", "--fromat", "json", "x"],
            ["validat"],
            [],
            ["validate", "--format", "xml", "x"],
        ]) {
            const { status, out, err } = call(...argv);
            assert.equal(status, 2);
            assert.equal(out, "");
            assert.notEqual(err, "");
        }
        assert.match(call("validat").err, /did you mean "validate"/);
        assert.equal(call("validate", folder).status, 2);
    });

    it("shows examples", () => {
        const { status, out } = call("validate", "--help");
        assert.equal(status, 0);
        assert.match(out, /Examples/);
    });
});
