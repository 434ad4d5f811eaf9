import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, symlinkSync } from "node:fs";
import type { ValidateRow } from "../../cli/validateRow";
import { waymarkIn } from "./commandHarness";
import { asNobody, good, scratchFolder, validate } from "./validateHarness";

const rowsOf = (out: string) => JSON.parse(out) as ValidateRow[];

describe("waymark validate", () => {
    const { file, path } = scratchFolder();

    it("says that a good file is valid, on stdout, with status 0", () => {
        const name = file("good.yaml", good);
        assert.deepEqual(validate(name), { status: 0, out: `${name}: valid\n`, err: "" });
    });

    it("judges each file alone and prints a whole row for each", () => {
        const names = [
            file("good.yaml", good),
            file("bad.yaml", good.replace("image", "imgae")),
            path("absent.yaml"),
            file("good.yaml", good),
        ];
        const { status, out, err } = validate("--format", "json", ...names);
        const rows = rowsOf(out);
        assert.equal(status, 2);
        assert.equal(err, "");
        assert.deepEqual(
            rows.map((row) => row.file),
            names,
        );
        assert.deepEqual(
            rows.map(({ valid }) => valid),
            [true, false, false, true],
        );
        assert.ok(rows.every((row) => Object.keys(row).join() === "file,valid,errors,warnings"));
        assert.equal(rows[1]!.errors.find(({ code }) => code === "unknown-key")?.line, 6);
        assert.equal(rows[2]!.errors[0]!.code, "file-not-found");
    });

    it("prints place, finding and hint as text", () => {
        const { status, out } = validate(file("bad.yaml", good.replace("name: web", "name: Web")));
        assert.equal(status, 1);
        assert.match(
            out,
            /bad\.yaml: not valid\n {2}error: .*bad\.yaml:3:9: this is not a valid name\n {4}use 2 to 63/,
        );
    });

    it("names a file relative to where npm was called", async () => {
        const name = file("good.yaml", good);
        const outcome = await waymarkIn(path(""), "validate", "good.yaml");
        assert.deepEqual(outcome, { status: 0, out: "good.yaml: valid\n", err: "" });
        assert.equal((await waymarkIn(path(""), "validate", name)).status, 0);
    });

    it("lets --image stand for the image of a single file", () => {
        const name = file("dot.yaml", good.replace("nginx:1.27", "."));
        assert.equal(validate("--image", "nginx:1.27", name).status, 0);
        assert.equal(validate(name).status, 0);
    });

    it("reads standard input, whose name is -", () => {
        const argv = ["--require", "tsx/cjs", "cli/bin.ts", "validate", "-"];
        const { status, stdout } = spawnSync(process.execPath, argv, { input: good, encoding: "utf8" });
        assert.deepEqual([status, stdout], [0, "-: valid\n"]);
    });

    it("shows examples", () => {
        const { status, out } = validate("--help");
        assert.equal(status, 0);
        assert.match(out, /Examples/);
    });

    const wrongUsage: [string, string[], RegExp][] = [
        ["no file", [], /no file is named/],
        ["an unknown option", ["--fromat", "json", "x"], /--fromat/],
        ["an unknown format", ["--format", "xml", "x"], /"xml" is no format/],
        ["--json", ["--json", "x"], /--json/],
        ["--write alone", ["--write", "x"], /--write goes with --compat/],
        ["--write on standard input", ["--compat", "--write", "-"], /standard input/],
        ["standard input twice", ["-", "-"], /named twice/],
        ["--image for two files", ["--image", "nginx:1", "x", "y"], /one file only/],
        ["an empty --image", ["--image", "", "x"], /--image is empty/],
    ];
    for (const [what, argv, message] of wrongUsage) {
        it(`takes ${what} for wrong usage`, () => {
            const { status, out, err } = validate(...argv);
            assert.equal(status, 2);
            assert.equal(out, "");
            assert.match(err, message);
            assert.match(err, /see: waymark validate --help/);
        });
    }

    it("takes a folder, a missing and an unreadable file for questions without answer, each with its row", () => {
        const circle = path("circle.yaml");
        symlinkSync(circle, circle);
        const closed = file("closed.yaml", good);
        chmodSync(closed, 0o000);
        chmodSync(path(""), 0o755);
        const names = [path(""), path("absent.yaml"), circle, closed];
        const { status, out } = asNobody(() => validate("--format", "json", ...names));
        assert.equal(status, 2);
        assert.deepEqual(
            rowsOf(out).map(({ valid, errors }) => [valid, errors.map(({ code }) => code)]),
            [
                [false, ["is-a-folder"]],
                [false, ["file-not-found"]],
                [false, ["file-not-readable"]],
                [false, ["file-not-readable"]],
            ],
        );
    });
});
