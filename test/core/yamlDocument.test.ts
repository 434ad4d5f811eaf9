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
    /** Lists inside lists, most of the depth by aliases. */
    const chain = Array.from({ length: 9 }, (_, index) => {
        const inner = index === 0 ? "x" : `*a${index - 1}`;
        return `a${index}: &a${index} ${"[".repeat(100)}${inner}${"]".repeat(100)}`;
    }).join("\n");
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
        [
            "endless nesting by indentation",
            Array.from({ length: 900 }, (_, i) => `${" ".repeat(i)}a:`).join("\n"),
            "too-deep",
        ],
        ["endless nesting by aliases", chain, "too-deep"],
        ["an alias inside its own anchor", "a: &a [*a]", "too-deep"],
        ["a key twice, once as a number", "1: a\n'1': b\n", "duplicate-key"],
        ["an alias without anchor", "a: *hunter2", "unknown-alias"],
        ["a merge of something else than maps", "a: {<<: 1}", "bad-merge"],
        ["a list as a key", "? [a]\n: b", "not-plain-data"],
        ["the key __proto__", "__proto__: a", "not-plain-data"],
        ["a tag that nobody knows", "a: !hunter2 b", "not-plain-data"],
        ["a tag without handle", "a: !hunter2!x b", "not-plain-data"],
        ["binary data behind a tag", "a: !!binary aGVsbG8=", "not-plain-data"],
    ];
    for (const [what, bytes, code] of bad) {
        it(`refuses ${what}`, () => assert.equal(codeOf(bytes), code));
    }

    it("names every fault with its place, once", () => {
        const { problems } = readYaml("f.yaml", "a: &a {x: 1, x: 2}\nb: *a\nc: *d\ne: 1\ne: 2\n");
        assert.deepEqual(
            problems.map(({ code, line, column }) => [code, line, column]),
            [
                ["duplicate-key", 1, 14],
                ["unknown-alias", 3, 4],
                ["duplicate-key", 5, 1],
            ],
        );
    });

    it("lets a map's own keys win over merged ones, and of several maps the first", () => {
        const text = "a: &a {x: 1, y: 1}\nb: &b {y: 2, z: 2}\nc: {z: 3, <<: [*a, *b]}\n";
        const document = read(text);
        assert.deepEqual((document.value as Record<string, unknown>)["c"], { x: 1, y: 1, z: 3 });
        assert.equal(document.place(["c", "y"]).line, 1);
        assert.deepEqual(read("a: {'<<': 1}").value, { a: { "<<": 1 } });
    });

    it("takes anchors and aliases of keys, and the last anchor of a name", () => {
        const text = "&k key: &v 1\nother: *v\nlist: [*k, &v 2, *v]\nmap: {*k : 3}\n";
        assert.deepEqual(read(text).value, { key: 1, other: 1, list: ["key", 2, 2], map: { key: 3 } });
        assert.equal(read(text).place(["map", "key"]).column, 12);
    });

    it("never shows what a broken file holds", () => {
        for (const value of [
            "|hunter2",
            "a}\n  q: ]hunter2",
            '"hunter2\\q"',
            "*hunter2",
            "!hunter2 a",
            "!hunter2!x a",
        ]) {
            const { problems } = readYaml("f.yaml", `a:\n  p: ${value}\n`);
            assert.ok(problems.length > 0, value);
            assert.ok(!JSON.stringify(problems).includes("hunter2"), JSON.stringify(problems));
        }
    });

    it("takes time in proportion to the number of keys", () => {
        const text = Array.from({ length: 60_000 }, (_, index) => `key${index}: 1`).join("\n");
        const start = performance.now();
        const document = read(text);
        for (let index = 0; index < 60_000; index++) {
            document.place([`key${index}`]);
        }
        assert.ok(performance.now() - start < 10_000); // comparing every key with every other one takes over a minute
    });

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
                { code: "missing-key", pointer: "/name", line: 1, hint: 'add "name"' },
                { code: "unknown-key", pointer: "/nmae", line: 1, hint: 'did you mean "name"?' },
                { code: "wrong-type", pointer: "/ports/http/port", line: 5, hint: "write a number, without quotes" },
                { code: "unknown-key", pointer: "/ports/http/prot", line: 6, hint: 'did you mean "port"?' },
                { code: "not-allowed", pointer: "/size", line: 2, hint: "use one of: small, large" },
            ],
        );
    });

    it("says what to write for every type, and points where the file says", () => {
        const every = z.strictObject({
            text: z.string(),
            list: z.array(z.string()),
            map: z.record(z.string(), z.string()),
            flag: z.boolean(),
            least: z.number().min(2),
            most: z.number().max(2),
            nothing: z.string(),
        });
        const value = { text: 1, list: {}, map: [], flag: "true", least: 1, most: 3, nothing: null };
        const { problems } = check(every, value, { place: ([step]) => ({ pointer: `/written/${step}` }) });
        assert.deepEqual(
            problems.map(({ pointer, hint }) => `${pointer}: ${hint}`),
            [
                "/written/text: put the value in quotes",
                '/written/list: write a list, with "- " before each item',
                '/written/map: write a map, a line "key: value" for each entry',
                "/written/flag: write true or false, without quotes",
                "/written/least: write 2 or more",
                "/written/most: write 2 or less",
                "/written/nothing: write a value, or leave the key out",
            ],
        );
    });

    it("never repeats a value", () => {
        const { problems } = check(schema, { name: ["hunter2"], size: "hunter2" });
        assert.equal(problems.length, 2);
        assert.ok(!JSON.stringify(problems).includes("hunter2"));
    });
});
