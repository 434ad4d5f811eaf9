import assert from "node:assert/strict";
import type { ValidateRow } from "../../cli/validateRow";
import { good, scratchFolder, validate } from "./validateHarness";

const container = (more: string) => `${good}    ${more}\n`;
const bomb = Array.from({ length: 12 }, (_, index) => {
    const inner =
        index === 0
            ? "x"
            : Array(9)
                  .fill(`*a${index - 1}`)
                  .join(", ");
    return `a${index}: &a${index} [${inner}]`;
}).join("\n");

/** What a file holds, the code of the one error and its line; no line where the whole file is meant. */
const table: [string, string | Uint8Array, string, number?][] = [
    ["no YAML", `${good}  ]`, "not-yaml", 7],
    ["prose", "This is not a Score file. It is a letter.\n", "wrong-type", 1],
    ["nothing", "", "empty-document"],
    ["only a comment", "# to be written\n", "empty-document"],
    ["two documents", `${good}---\n${good}`, "several-documents", 7],
    ["a duplicate key", container("image: nginx:2"), "duplicate-key", 7],
    ["10 MB", `${good}#${" ".repeat(10_000_000)}\n`, "file-too-large"],
    ["a YAML bomb", bomb, "too-many-aliases", 1],
    ["binary data", new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 0x02, 0x00, 0xff, 0xfe]), "not-text"],
    ["text in UTF-16", Buffer.from(good, "utf16le"), "not-text"],
    ["deep nesting", `${good}resources: ${"[".repeat(100_000)}${"]".repeat(100_000)}\n`, "too-deep"],
    ["a missing image", good.replace("image: nginx:1.27", "args: []"), "missing-key", 6],
    ["an empty image", good.replace("nginx:1.27", '""'), "out-of-range", 6],
    ["an unknown placeholder", container('variables: {A: "${resources.db.host}"}'), "unknown-resource", 7],
    ["a malformed placeholder", container('variables: {A: "${resources.db host}"}'), "placeholder-malformed", 7],
    [
        "a cycle in before",
        `${container("before: {app: {ready: started}}")}  app: {image: x, before: {web: {ready: started}}}\n`,
        "before-cycle",
        8,
    ],
    ["an alias without anchor", container("args: [*nothing]"), "unknown-alias", 7],
    ["an unknown version", good.replace("v1b1", "v2"), "not-allowed", 1],
];

describe("waymark validate: bad input", () => {
    const { file, path } = scratchFolder();

    for (const [what, content, code, line] of table) {
        it(`says no to ${what}, with place and hint`, () => {
            const name = file("score.yaml", content);
            const json = validate("--format", "json", name);
            const [row] = JSON.parse(json.out) as [ValidateRow];
            assert.equal(json.status, 1);
            assert.deepEqual(
                row.errors.map((error) => [error.code, error.file, error.line]),
                [[code, name, line]],
            );
            assert.ok(row.errors[0]!.hint);

            const text = validate(name);
            assert.equal(text.status, 1);
            assert.equal(text.err, "");
            assert.ok(
                text.out.startsWith(`${name}: not valid\n  error: ${name}${line === undefined ? "" : `:${line}`}:`),
            );
            assert.ok(!/\n {4}at |node_modules/.test(text.out), "a stack trace");
        });
    }

    it("shows every good and bad one of several files, and the highest status", () => {
        const names = [file("a.yaml", good), file("b.yaml", "a: ["), file("c.yaml", good), path("absent.yaml")];
        const { status, out } = validate(...names);
        assert.equal(status, 2);
        assert.deepEqual(
            out.split("\n").filter((line) => /: (not )?valid$/.test(line)),
            [`${names[0]}: valid`, `${names[1]}: not valid`, `${names[2]}: valid`, `${names[3]}: not valid`],
        );
        assert.equal(validate(...names.slice(0, 3)).status, 1);
    });

    it("never shows a value below variables, files or params", () => {
        const texts = [
            container("variables: {A: [hunter2], B: hunter2 ${hunter2!}, C: 2.5}"),
            container("variables: {A: *hunter2}"),
            container("variables:\n      A: |hunter2"),
            container("files: {/a: {content: {b: hunter2}, mode: hunter2}}"),
            container("files: [{path: /a, content: hunter2}, {content: hunter2}]"),
            `${good}resources:\n  db:\n    type: x_y\n    params: {password: hunter2, b: "\${nothing.there} hunter2"}\n`,
            `${good}resources:\n  db:\n    type: postgres\n    properties: {password: hunter2}\n    params: hunter2\n`,
        ];
        for (const text of texts) {
            for (const compat of [[], ["--compat"]]) {
                const { status, out, err } = validate(...compat, "--format", "json", file("secret.yaml", text));
                assert.equal(status, 1, text);
                assert.ok(!`${out}${err}`.includes("hunter2"), out);
            }
        }
    });
});
