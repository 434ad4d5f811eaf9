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

    it("looks paths up and replaces in trees as an obvious reference does", () => {
        const key = fc.constantFrom("name", "map", "a", "b", "x.y");
        const metadata = fc.dictionary(key, fc.oneof(fc.string(), fc.dictionary(key, fc.jsonValue({ maxDepth: 1 }))));
        const path = fc.array(key, { minLength: 1, maxLength: 3 }).map((steps) => ["metadata", ...steps]);
        const text = fc
            .tuple(fc.constantFrom("", "a", "$"), path)
            .map(([before, steps]) => `${before}${written(steps)}`);
        const tree = fc.letrec((tie) => ({
            value: fc.oneof(
                { maxDepth: 2 },
                text,
                fc.constantFrom(1, null, true),
                fc.array(tie("value"), { maxLength: 2 }),
                fc.dictionary(text, tie("value"), { maxKeys: 2 }),
            ),
        })).value;
        const outcomes = { found: 0, refused: 0 };
        fc.assert(
            fc.property(metadata, tree, (data, value) => {
                const theirs = attempt(() => slowTree(value, data));
                assert.deepEqual(
                    attempt(() => substituteTree(value, (steps) => lookup(steps, { metadata: data, resources: {} }))),
                    theirs,
                );
                outcomes[theirs === refused ? "refused" : "found"]++;
            }),
            { numRuns: 1000 },
        );
        assert.ok(Math.min(...Object.values(outcomes)) > 50, JSON.stringify(outcomes)); // else it showed little
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

/** A path as a placeholder writes it. */
function written(path: readonly string[]): string {
    return `\${${path.map((step) => step.replaceAll(".", "\\.")).join(".")}}`;
}

const refused = "refused";

function attempt(action: () => unknown): unknown {
    try {
        return action();
    } catch (error) {
        assert.ok(error instanceof ProblemError, error as Error);
        return refused;
    }
}

/** Every string of a tree, by way of JSON; in it every placeholder of `metadata`, one step after the other. */
function slowTree(tree: unknown, metadata: unknown): unknown {
    return JSON.parse(JSON.stringify(tree), (_, value: unknown) =>
        typeof value !== "string"
            ? value
            : value
                  .split(/(\$\$\{[^}]*\}|\$\{[^}]*\})/)
                  .map((part) => {
                      if (part.startsWith("$${")) {
                          return part.slice(1);
                      }
                      if (!part.startsWith("${")) {
                          return part;
                      }
                      const steps = part.slice(2, -1).replaceAll("\\.", "\0").split(".").slice(1);
                      const found = steps.reduce<unknown>((current, step) => {
                          const name = step.replaceAll("\0", ".");
                          const isMap = typeof current === "object" && current !== null && !Array.isArray(current);
                          if (!isMap || !Object.keys(current).includes(name)) {
                              throw new ProblemError({ code: refused, message: part });
                          }
                          return (current as Record<string, unknown>)[name];
                      }, metadata);
                      return toText(found);
                  })
                  .join(""),
    ) as unknown;
}
