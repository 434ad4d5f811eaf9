import assert from "node:assert/strict";
import fc from "fast-check";
import { z } from "zod";
import { check, strictMap } from "../../core/schema";
import { readYaml, type YamlDocument } from "../../core/yamlDocument";

function read(text: string): YamlDocument {
    const { document, problems } = readYaml("f.yaml", text);
    assert.ok(document !== undefined, JSON.stringify(problems));
    return document;
}

function codeOf(bytes: string | Uint8Array): string | undefined {
    return readYaml("f.yaml", bytes).problems[0]?.code;
}

describe("core/yamlDocument", () => {
    it("reads YAML 1.2 and JSON", () => {
        assert.deepEqual(read("a: yes\nb: [1, two]").value, { a: "yes", b: [1, "two"] });
        assert.deepEqual(read('{"a": 1}').value, { a: 1 });
    });

    it("knows where keys and values stand, through merge keys and aliases too", () => {
        const document = read("base: &b\n  x: 1\nuse:\n  <<: *b\n  y: 2\nlist:\n  - name: n\n");
        assert.deepEqual(document.value, { base: { x: 1 }, use: { x: 1, y: 2 }, list: [{ name: "n" }] });
        assert.deepEqual(document.place(["use", "y"]), { file: "f.yaml", line: 5, column: 6, pointer: "/use/y" });
        assert.equal(document.place(["use", "y"], "key").column, 3);
        assert.equal(document.place(["use", "x"]).line, 2);
        assert.equal(document.place(["list", 0, "name"]).line, 7);
        assert.equal(document.place(["use", "absent", "deeper"]).line, 4);
    });

    const bomb = [
        "a: &a [x]",
        ..."bcdefghi".split("").map((key, index) => {
            const previous = String.fromCharCode(97 + index);
            return `${key}: &${key} [${Array(9).fill(`*${previous}`).join(",")}]`;
        }),
    ].join("\n");
    const bad: [string, string | Uint8Array, string][] = [
        ["nothing", "", "empty-document"],
        ["a comment only", "# hello\n", "empty-document"],
        ["two documents", "a: 1\n---\nb: 2\n", "several-documents"],
        ["a duplicate key", "a: 1\na: 2\n", "duplicate-key"],
        ["no YAML", "a: [1,\n", "not-yaml"],
        ["binary", new Uint8Array([0xff, 0xfe, 0x00]), "not-text"],
        ["a NUL byte", "a: \0", "not-text"],
        ["10 MB", "a".repeat(10_000_000), "file-too-large"],
        ["an alias bomb", bomb, "too-many-aliases"],
        ["endless nesting", "[".repeat(50_000) + "]".repeat(50_000), "too-deep"],
        ["endless nesting in block style", "- ".repeat(50_000) + "a", "too-deep"],
    ];
    for (const [what, bytes, code] of bad) {
        it(`refuses ${what}`, () => assert.equal(codeOf(bytes), code));
    }

    it("never throws on any text", () => {
        fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => void readYaml("f.yaml", text)));
    });
});

describe("core/schema", () => {
    const schema = strictMap({
        name: z.string(),
        size: z.enum(["small", "large"]).optional(),
        ports: z.record(z.string(), strictMap({ port: z.int().min(1).max(65535) })).optional(),
    });

    it("tells every problem with place, pointer and nearest key", () => {
        const document = read("nmae: x\nsize: huge\nports:\n  http:\n    port: '80'\n    prot: TCP\n");
        const { problems } = check(schema, document.value, { place: (path, part) => document.place(path, part) });
        const found = problems.map(({ code, pointer, line, hint }) => ({ code, pointer, line, hint }));
        assert.deepEqual(
            found.sort((a, b) => (a.pointer! < b.pointer! ? -1 : 1)),
            [
                { code: "missing-key", pointer: "/name", line: 1, hint: undefined },
                { code: "unknown-key", pointer: "/nmae", line: 1, hint: 'did you mean "name"?' },
                { code: "wrong-type", pointer: "/ports/http/port", line: 5, hint: undefined },
                { code: "unknown-key", pointer: "/ports/http/prot", line: 6, hint: 'did you mean "port"?' },
                { code: "not-allowed", pointer: "/size", line: 2, hint: "use one of: small, large" },
            ],
        );
    });

    it("never repeats a value", () => {
        const { problems } = check(schema, { name: ["hunter2"], size: "hunter2" });
        assert.equal(problems.length, 2);
        assert.ok(!JSON.stringify(problems).includes("hunter2"));
    });
});
