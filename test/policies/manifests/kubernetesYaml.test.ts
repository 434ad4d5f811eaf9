import assert from "node:assert/strict";
import { fromManifests } from "../../../policies";

const header = "apiVersion: v1\nkind: ConfigMap\n";

/** What is read under `data`. */
function read(text: string): unknown {
    const { resources, problems } = fromManifests("a.yaml", `${header}data:\n${text.replaceAll(/^/gm, "  ")}\n`);
    assert.deepEqual(problems, []);
    return resources[0]!.inputs["data"];
}

/** Code, line and column of what keeps a text from being read. */
function refused(text: string): unknown[] {
    const { resources, problems } = fromManifests("a.yaml", `${header}data:\n${text.replaceAll(/^/gm, "  ")}\n`);
    assert.deepEqual(resources, []);
    return problems.map(({ code, line, column }) => [code, line, column]);
}

// Each row was read by sigs.k8s.io/yaml 1.6.0 over go.yaml.in/yaml/v2 2.4.3, which is what kubectl and the API server use.
const scalars: Readonly<Record<string, unknown>> = {
    y: true,
    Y: true,
    n: false,
    N: false,
    yes: true,
    Yes: true,
    YES: true,
    yEs: "yEs",
    no: false,
    on: true,
    On: true,
    ON: true,
    off: false,
    OFF: false,
    true: true,
    TRUE: true,
    tRue: "tRue",
    "~": null,
    Null: null,
    "": null,
    "012": 10,
    "0755": 493,
    "-012": -10,
    "0o14": 12,
    "0O14": 12,
    "0_7": 7,
    "08": 8,
    "09.5": 9.5,
    "0o8": "0o8",
    "0x1F": 31,
    "0x": "0x",
    "0b11": 3,
    "-0b11": -3,
    "0b2": "0b2",
    "+5": 5,
    "1_000": 1000,
    "1_0.5": 10.5,
    "1_": 1,
    _1: "_1",
    "12:30:45": "12:30:45",
    "22:22": "22:22",
    "1e3": 1000,
    "1E3": 1000,
    "1e": "1e",
    "1.": 1,
    ".5": 0.5,
    "-.5e1": -5,
    "1e400": "1e400",
    "-0": 0,
    "2001-12-14": "2001-12-14",
    "2001-12-14T21:59:43Z": "2001-12-14T21:59:43Z",
    "18446744073709551616": 18446744073709552000,
    "0777777777777777777777777": 7.777777777777778e23,
    "1.10": 1.1,
    "100m": "100m",
    "=": "=",
    "1,000": "1,000",
    "'yes'": "yes",
    '"012"': "012",
    "!!str yes": "yes",
    '!!bool "yes"': true,
    '!!int "3"': 3,
    "!!binary aGk=": "hi",
    "!foo bar": "bar",
    "!foo {a: 1}": { a: 1 },
    "|\n  yes": "yes\n",
};

describe("YAML as Kubernetes reads it", () => {
    for (const [text, value] of Object.entries(scalars)) {
        it(`a: ${JSON.stringify(text).slice(1, -1)}`, () => assert.deepEqual(read(`a: ${text}`), { a: value }));
    }

    it("turns keys into text after reading them", () => {
        assert.deepEqual(read("yes: a\n012: b\n1.5: c"), { true: "a", 10: "b", 1.5: "c" });
    });

    it("lets << take the place of what stands before it, and of several maps the first count", () => {
        const anchors = "x: &a {k: 1}\nz: &b {k: 3, l: 4}\n";
        const merged = (text: string): unknown => (read(`${anchors}m:\n${text}`) as { m: unknown }).m;
        assert.deepEqual(merged("  <<: *a\n  k: 2"), { k: 2 });
        assert.deepEqual(merged("  k: 2\n  <<: *a"), { k: 1 });
        assert.deepEqual(merged("  <<: [*a, *b]"), { k: 1, l: 4 });
    });

    it("takes the last of two keys, and says so", () => {
        const { resources, warnings } = fromManifests("a.yaml", `${header}data:\n  a: 1\n  b: 2\n  "a": 3\n`);
        assert.deepEqual(resources[0]!.inputs["data"], { a: 3, b: 2 });
        assert.deepEqual(
            warnings.map(({ code, file, line, column }) => [code, file, line, column]),
            [["duplicate-key", "a.yaml", 6, 3]],
        );
        assert.equal(resources[0]!.place!(["data", "a"]).line, 6);
    });

    for (const [what, text, problem] of [
        ["an infinite number", "a: .inf", ["not-plain-data", 4, 6]],
        ["no number at all", "a: .nan", ["not-plain-data", 4, 6]],
        ["a key that is null", "~: 1", ["not-plain-data", 4, 3]],
        ["a list as a key", "? [a]\n: b", ["not-plain-data", 4, 5]],
        ["an alias inside of its anchor", "a: &a [*a]", ["cyclic-alias", 4, 10]],
        ["an alias without an anchor", "a: *b", ["unknown-alias", 4, 6]],
        ["a merge of a number", "<<: 3", ["bad-merge", 4, 3]],
        ["a quote without its end", "a: 'x", ["not-yaml", 5, 1]],
    ] as const) {
        it(`refuses ${what}`, () => assert.deepEqual(refused(text), [problem]));
    }

    it("finds values through aliases and merges, and a value that isn't there at its parent's", () => {
        const { resources } = fromManifests("a.yaml", `${header}x: &a\n  k: {l: 1}\nw: *a\nz:\n  <<: *a\n  m:\n`);
        const line = (...path: string[]): number | undefined => resources[0]!.place!(path).line;
        assert.deepEqual(
            [line("w", "k", "l"), line("z", "k"), line("z", "m"), line("z", "none"), line()],
            [4, 4, 8, 7, 1],
        );
    });
});
