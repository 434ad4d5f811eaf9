import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { ProblemError } from "../../core/problem";
import { lookup, lookupIn, parseTemplate, substitute, substituteTree, toText, type LookupContext } from "../../score";
import { sharedPath } from "../helpers/shared";

/** Resources as the vectors describe them in words. */
function contextOf(metadata: Record<string, unknown>): LookupContext {
    return {
        metadata,
        resources: {
            env: ([key, ...more]) => {
                if (more.length > 0) {
                    throw new ProblemError({ code: "fail", message: "fail" });
                }
                return key === undefined ? "env" : `\${${key}}`;
            },
            db: (keys) => (keys.length === 0 ? "db" : `\${DB_${keys.join("_").toUpperCase()}?required}`),
            static: (keys) => (keys.length === 0 ? "static" : lookupIn({ x: "a" }, keys)),
        },
    };
}

/** What the words of an upstream error ask of ours. */
const codes: [RegExp, string][] = [
    [/unknown reference root/, "placeholder-root"],
    [/at least a metadata key/, "placeholder-malformed"],
    [/key '.*' not found/, "placeholder-missing-key"],
    [/context is not a map/, "placeholder-not-a-map"],
    [/no known resource/, "unknown-resource"],
];

interface Outcome {
    expected?: unknown;
    error?: string;
}

function compare({ expected, error }: Outcome, run: () => unknown): void {
    if (error === undefined) {
        assert.deepEqual(run(), expected);
        return;
    }
    const code = codes.find(([words]) => words.test(error))?.[1];
    assert.ok(code !== undefined, error);
    assert.throws(run, (thrown) => thrown instanceof ProblemError && thrown.problems[0]?.code === code);
}

describe("score/substitute", () => {
    const context = contextOf({ name: "web", numbers: [1, 2], map: { b: 1, a: { c: null } } });
    const resolve = (path: readonly string[]) => lookup(path, context);

    it("puts in strings as they are and everything else as JSON, whatever dollar signs they hold", () => {
        assert.equal(toText("a $& b"), "a $& b");
        assert.equal(toText(5432), "5432");
        assert.equal(substitute("<${metadata.map}>", resolve), '<{"a":{"c":null},"b":1}>');
        assert.equal(substitute("<${metadata.numbers}>", resolve), "<[1,2]>");
        assert.equal(
            substitute("${resources.x} $$", () => "$& $1 $$ ${y}"),
            "$& $1 $$ ${y} $",
        );
    });

    it("never follows what a map inherits", () => {
        for (const path of ["metadata.constructor", "resources.constructor", "resources.static.toString"]) {
            assert.throws(() => substitute(`\${${path}}`, resolve), ProblemError);
        }
    });

    it("names the path and the nearest key", () => {
        assert.throws(() => resolve(["metadata", "a.b", "nmae"]), /\$\{metadata\.a\\\.b\.nmae\}/);
        assert.throws(() => resolve(["metadata", "nmae"]), /did you mean "name"\?/);
    });

    it("replaces in values alone", () => {
        const tree = { "${metadata.name}": ["${metadata.name}", 1, null, { x: "$${a}" }] };
        assert.deepEqual(substituteTree(tree, resolve), { "${metadata.name}": ["web", 1, null, { x: "${a}" }] });
    });

    it("gives the same as a slow reading of the rules, character by character", () => {
        const piece = fc.constantFrom("$", "{", "}", "a", ".", "\\", "${a.b}", "$${a}", "$$");
        fc.assert(
            fc.property(fc.array(piece), (pieces) => {
                const text = pieces.join("");
                assert.equal(
                    substitute(text, (path) => `<${path.join("|")}>`),
                    slowly(text),
                );
            }),
            { numRuns: 2000 },
        );
    });

    const vectors = sharedPath("conformance", "score", "vectors", "placeholders.json");
    if (vectors === undefined) {
        it("skipped: ../shared/conformance/score is not there");
        return;
    }
    const data = JSON.parse(readFileSync(vectors, "utf8")) as {
        context: { metadata: Record<string, unknown> };
        lookup: (Outcome & { ref: string })[];
        substitute: (Outcome & { input: string })[];
        substituteTree: (Outcome & { input: unknown })[];
    };
    const theirs = contextOf(data.context.metadata);
    const ofTheirs = (path: readonly string[]) => lookup(path, theirs);

    for (const { ref, ...outcome } of data.lookup) {
        const [part] = parseTemplate(`\${${ref}}`);
        it(`looks ${ref} up as others do`, () =>
            compare(outcome, () => toText(ofTheirs(part?.kind === "reference" ? part.path : []))));
    }
    for (const { input, ...outcome } of data.substitute) {
        it(`expands ${JSON.stringify(input)} as others do`, () => compare(outcome, () => substitute(input, ofTheirs)));
    }
    for (const { input, ...outcome } of data.substituteTree) {
        it(`expands ${JSON.stringify(input)} as others do`, () =>
            compare(outcome, () => substituteTree(input, ofTheirs)));
    }
});

/** The table of the rules as a loop: at each place the first row that fits. */
function slowly(text: string): string {
    let result = "";
    for (let at = 0; at < text.length;) {
        const rest = text.slice(at);
        const literal = /^\$(\$\{[^}]*\})/.exec(rest);
        const reference = /^\$\{([^}]*)\}/.exec(rest);
        if (literal) {
            result += literal[1];
            at += literal[0].length;
        } else if (reference) {
            const steps = reference[1]!.replaceAll("\\.", "\0").split(".");
            result += `<${steps.map((step) => step.replaceAll("\0", ".")).join("|")}>`;
            at += reference[0].length;
        } else {
            result += rest[0];
            at += rest.startsWith("$$") ? 2 : 1;
        }
    }
    return result;
}
