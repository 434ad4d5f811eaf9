import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import { evaluate, fromManifests } from "../../../policies";

const pod = (name: string): string =>
    `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}}\nspec:\n  containers:\n    - {name: app, image: x}\n`;

/** Names of what is read, and code, line and column of each problem. */
function outcome(content: string | Uint8Array): { names: string[]; problems: unknown[] } {
    const { resources, problems } = fromManifests("a.yaml", content);
    return {
        names: resources.map(({ name }) => name),
        problems: problems.map(({ code, line, column, file }) => {
            assert.equal(file, "a.yaml");
            return [code, line, column];
        }),
    };
}

/** A document between two good ones: its problems, once both others were read. */
function amongGood(text: string): unknown[] {
    const { names, problems } = outcome(`${pod("a")}---\n${text}\n---\n${pod("b")}`);
    assert.deepEqual(names, ["a", "b"]);
    return problems;
}

describe("bad manifests among good ones", () => {
    const bomb = ["a: &a [x, x, x, x, x, x, x, x, x, x]"];
    for (const [before, name] of ["ab", "bc", "cd", "de", "ef", "fg"]) {
        bomb.push(`${name}: &${name} [${Array(10).fill(`*${before}`).join(", ")}]`);
    }
    for (const [what, text, problem] of [
        ["broken YAML", "a: [", ["not-yaml", 9, 1]],
        ["a tab for indentation", "a:\n\tb: 1", ["not-yaml", 9, 1]],
        ["a template that was not rendered", "metadata: {{ .Values.x }}", ["not-plain-data", 8, 12]],
        ["a cyclic alias", "a: &a {b: *a}", ["cyclic-alias", 8, 11]],
        ["an alias bomb", bomb.join("\n"), ["too-many-aliases", 8, 1]],
        ["endless nesting", `a: ${"[".repeat(5000)}`, ["too-deep", 7, 1]],
        ["a list", "- a", ["no-kubernetes-object", 8, 1]],
        ["a text", "hello", ["no-kubernetes-object", 8, 1]],
        ["a number", "3", ["no-kubernetes-object", 8, 1]],
        ["a document without kind", "apiVersion: v1\nmetadata: {name: c}", ["no-kubernetes-object", 8, 1]],
        ["a document without apiVersion", "kind: Pod", ["no-kubernetes-object", 8, 1]],
        ["a kind that is a number", "apiVersion: v1\nkind: 3", ["no-kubernetes-object", 8, 1]],
        ["a second document without ---", "a: 1\n...\nb: 2", ["several-documents", 10, 1]],
    ] as const) {
        it(`${what} is one error at its place`, () => assert.deepEqual(amongGood(text), [problem]));
    }

    it("one bad item of a List is an error at its place", () => {
        const list = { apiVersion: "v1", kind: "List", items: [{ kind: "Pod" }, { apiVersion: "v1", kind: "Pod" }, 3] };
        const text = JSON.stringify(list, undefined, 1);
        const { resources, problems } = fromManifests("a.json", text);
        assert.equal(resources.length, 1);
        assert.deepEqual(
            problems.map(({ code, line, pointer }) => [code, line, pointer]),
            [
                ["no-kubernetes-object", 5, "/items/0"],
                ["no-kubernetes-object", 12, "/items/2"],
            ],
        );
    });

    it("empty documents, comments and directives are nothing", () => {
        assert.deepEqual(outcome(`# c\n%YAML 1.1\n---\n# d\n---\nnull\n---\n\n---\n${pod("a")}---\n`).names, ["a"]);
        assert.deepEqual(outcome(`# c\n%YAML 1.1\n---\n# d\n---\nnull\n---\n\n---\n${pod("a")}---\n`).problems, []);
        assert.deepEqual(outcome(""), { names: [], problems: [] });
    });

    it("what is not UTF-8 is an error where it begins", () => {
        const bytes = Buffer.concat([Buffer.from("a: 1\nb: "), Buffer.from([0xff, 0xfe]), Buffer.from("\n")]);
        assert.deepEqual(outcome(bytes), { names: [], problems: [["not-text", 2, 4]] });
        assert.deepEqual(outcome(Buffer.from("a: \0")).problems, [["not-text", 1, 4]]);
        assert.deepEqual(outcome(Buffer.from(pod("a"), "utf16le")).problems, [["not-text", 1, 2]]);
    });

    it("a byte order mark and gzip are read", () => {
        assert.deepEqual(outcome(Buffer.from(`\uFEFF${pod("a")}`)).names, ["a"]);
        assert.deepEqual(outcome(gzipSync(pod("a"))).names, ["a"]);
        assert.deepEqual(outcome(gzipSync(pod("a")).subarray(0, 20)).problems, [["not-gzip", undefined, undefined]]);
    });

    it("50 MB: one document of YAML is refused, the others are read; as JSON it is read", () => {
        const content = "x".repeat(1000);
        const lines = Array.from({ length: 50_000 }, (_, index) => `  k${index}: ${content}\n`).join("");
        const big = `apiVersion: v1\nkind: ConfigMap\ndata:\n${lines}`;
        assert.deepEqual(amongGood(big.trimEnd()), [["document-too-large", 7, 1]]);
        const data = Object.fromEntries(Array.from({ length: 50_000 }, (_, index) => [`k${index}`, content]));
        const objects = [{ apiVersion: "v1", kind: "ConfigMap", metadata: { name: "big" }, data }];
        const { resources, problems } = fromManifests(
            "a.json",
            JSON.stringify({ apiVersion: "v1", kind: "List", items: objects }),
        );
        assert.deepEqual([resources.length, problems.length], [1, 0]);
        assert.equal(resources[0]!.place!(["data", "k49999"]).line, 1);
    });

    it("a broken line among JSON values is an error, the others are read", () => {
        const one = JSON.stringify({ apiVersion: "v1", kind: "Pod", metadata: { name: "a" } });
        assert.deepEqual(outcome(`${one}\n{"a": }\n\n${one}\n`), { names: ["a", "a"], problems: [["not-json", 2, 1]] });
    });

    it("a stray line among JSON values hides none of them, wherever it stands", () => {
        const one = JSON.stringify({ apiVersion: "v1", kind: "Pod", metadata: { name: "a" } });
        const stray = "warning: something from a plugin";
        assert.deepEqual(outcome(`${one}\n${stray}\n${one}\n`), { names: ["a", "a"], problems: [["not-json", 2, 1]] });
        assert.deepEqual(outcome(`${stray}\n${one}\n`), { names: ["a"], problems: [["not-json", 1, 1]] });
    });

    it("items of a typed list are of its kind and version", () => {
        const items = [
            { metadata: { name: "a" }, spec: {} },
            { kind: "Pod", apiVersion: "v1", metadata: { name: "b" } },
        ];
        const { resources } = fromManifests("a.json", JSON.stringify({ apiVersion: "v1", kind: "PodList", items }));
        assert.deepEqual(
            resources.map(({ type, name }) => [type, name]),
            [
                ["kubernetes:core/v1:Pod", "a"],
                ["kubernetes:core/v1:Pod", "b"],
            ],
        );
        const plain = { apiVersion: "v1", kind: "List", items: [{ metadata: { name: "a" } }] };
        assert.deepEqual(outcome(JSON.stringify(plain)).problems, [["no-kubernetes-object", 1, 43]]);
    });

    it("JSON nested too deeply is an error", () => {
        const deep = `{"a":`.repeat(5000) + "1" + "}".repeat(5000);
        assert.deepEqual(outcome(deep).problems, [["too-deep", 1, 1]]);
    });

    it("never repeats a value in a message", () => {
        const { problems } = fromManifests(
            "a.yaml",
            'a: "hunter2\n---\nb: hunter2: hunter2\n---\n- hunter2\n---\n*hunter2\n',
        );
        assert.ok(problems.length >= 4);
        assert.ok(!JSON.stringify(problems).includes("hunter2"));
    });

    it("a finding stands at its line, at the nearest parent where the value is missing", () => {
        const { resources } = fromManifests("a.yaml", `${pod("a")}---\n${pod("b")}`);
        const { findings } = evaluate(resources, { tier: "prod", rules: ["rel-cpu-request", "img-tag-mutable"] });
        assert.deepEqual(
            findings.map(({ object, path, line, column }) => [object.name, path.split(".").at(-1), line, column]),
            [
                ["a", "image", 6, 26],
                ["b", "image", 13, 26],
                ["a", "cpu", 6, 7],
                ["b", "cpu", 13, 7],
            ],
        );
    });
});
