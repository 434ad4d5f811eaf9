import assert from "node:assert/strict";
import { parse } from "yaml";
import { readScore } from "../../score";
import { minimal, withValue } from "./documents";

/** The part of the container web in the deprecated form, and in the present one. */
const rows: [string, string, string, unknown, string[]][] = [
    [
        "a list of files",
        "files",
        "[{target: /a, content: x}, {target: /b, source: y, mode: '0600'}]",
        { "/a": { content: "x" }, "/b": { source: "y", mode: "0600" } },
        ["files-list"],
    ],
    [
        "content as a list of lines",
        "files",
        "[{target: /a, content: [one, two, '']}]",
        { "/a": { content: "one\ntwo\n" } },
        ["files-list", "content-list"],
    ],
    [
        "content without lines",
        "files",
        "[{target: /a, content: []}]",
        { "/a": { content: "" } },
        ["files-list", "content-list"],
    ],
    ["an empty list of files", "files", "[]", {}, ["files-list"]],
    [
        "a list of volumes",
        "volumes",
        "[{target: /a, source: x, path: p}]",
        { "/a": { source: "x", path: "p" } },
        ["volumes-list"],
    ],
    [
        "read_only",
        "volumes",
        "[{target: /a, source: x, read_only: false}]",
        { "/a": { source: "x", readOnly: false } },
        ["volumes-list", "read-only-key"],
    ],
];

describe("score: the upgrades that are always made", () => {
    for (const [what, key, old, expected, codes] of rows) {
        it(`reads ${what} with a warning for each change`, () => {
            const document = withValue(minimal, ["containers", "web", key], parse(old));
            for (const compat of [false, true]) {
                const { workload, warnings } = readScore("score.yaml", JSON.stringify(document), { compat });
                assert.deepEqual((workload?.document.containers["web"] as Record<string, unknown>)[key], expected);
                assert.deepEqual(warnings.map(({ code }) => code).sort(), [...codes].sort());
            }
        });
    }

    const refused: [string, string, string, string[]][] = [
        ["a file without target", "files", "[{content: x}, {target: 1, content: x}]", ["missing-key", "missing-key"]],
        ["two files at one place", "files", "[{target: /a, content: x}, {target: /a, content: x}]", ["duplicate-key"]],
        ["an empty target", "volumes", "[{target: '', source: x}]", ["bad-key"]],
        ["lines that are no text", "files", "[{target: /a, content: [1]}]", ["wrong-type"]],
        ["read_only in a map of volumes", "volumes", "{/a: {source: x, read_only: true}}", ["unknown-key"]],
        [
            "read_only beside readOnly",
            "volumes",
            "[{target: /a, source: x, read_only: true, readOnly: true}]",
            ["unknown-key"],
        ],
        ["an item that is no map", "volumes", "[x]", ["missing-key"]],
    ];
    for (const [what, key, old, codes] of refused) {
        it(`refuses ${what}`, () => {
            const document = withValue(minimal, ["containers", "web", key], parse(old));
            const { errors } = readScore("score.yaml", JSON.stringify(document));
            assert.deepEqual(
                errors.map(({ code }) => code),
                codes,
            );
        });
    }
});
