import assert from "node:assert/strict";
import { inspect } from "node:util";
import { canonicalJson } from "../../core/canonicalJson";
import { nearestName, suggest } from "../../core/nearest";
import { formatOrigin } from "../../core/origin";
import { fromPointer, getIn, toPointer } from "../../core/pointer";
import { formatProblem, ProblemError } from "../../core/problem";
import { containsSecret, containsUnknown, revealSecrets, SecretValue, unknownValue } from "../../core/values";

describe("core/nearest", () => {
    it("finds slips, swaps and other spellings", () => {
        assert.equal(nearestName("imgae", ["image", "command"]), "image");
        assert.equal(nearestName("min_replicas", ["minReplicas", "maxReplicas"]), "minReplicas");
        assert.equal(nearestName("prd", ["dev", "prod", "staging"]), "prod");
    });

    it("stays quiet where nothing is near", () => {
        assert.equal(nearestName("zebra", ["image", "command"]), undefined);
        assert.equal(suggest("zebra", ["b", "a"]), "use one of: a, b");
    });

    it("looks at no more names than a reader would", () => {
        const names = (count: number) => Array.from({ length: count }, (_, index) => `name${index}`);
        assert.match(suggest("zebra", names(40)), /name9 and 10 more$|and 10 more$/);
        assert.equal(nearestName("nmae499", names(500)), "name499");
        assert.equal(nearestName("nmae499", names(501)), undefined);
        assert.equal(suggest("nmae499", names(501)), "use one of the names that there are");
        let looked = 0;
        const endless = function* () {
            for (;;) {
                looked++;
                yield `name${looked}`;
            }
        };
        assert.equal(nearestName("nmae", endless()), undefined);
        assert.equal(looked, 501);
    });
});

describe("core/pointer", () => {
    it("escapes and unescapes", () => {
        const path = ["a/b", "m~n", "0"];
        assert.equal(toPointer(path), "/a~1b/m~0n/0");
        assert.deepEqual(fromPointer(toPointer(path)), path);
        assert.deepEqual(fromPointer(""), []);
    });

    it("never follows what is inherited", () => {
        assert.equal(getIn({ a: [{ b: 1 }] }, ["a", 0, "b"]), 1);
        assert.equal(getIn({}, ["constructor"]), undefined);
    });
});

describe("core/problem", () => {
    it("prints place, message and hint, all problems at once", () => {
        const problem = { code: "x", message: "bad", hint: "good", file: "score.yaml", line: 3, column: 5 };
        assert.equal(formatProblem(problem), "score.yaml:3:5: bad\n    good");
        assert.equal(formatProblem({ ...problem, pointer: "/a/b" }), "score.yaml:3:5: bad\n    good\n    in /a/b");
        assert.equal(formatProblem({ code: "x", message: "bad", pointer: "/a" }), "/a: bad");
        const both = new ProblemError([problem, { code: "y", message: "worse" }]);
        assert.match(both.message, /bad\n.*good\nworse/s);
        assert.equal(both.problems.length, 2);
    });
});

describe("core/origin", () => {
    it("says where a value came from", () => {
        assert.equal(formatOrigin({ kind: "tier", detail: "prod" }), "tier prod");
        assert.equal(formatOrigin({ kind: "score", place: { file: "score.yaml", line: 7 } }), "score (score.yaml:7)");
    });
});

describe("core/canonicalJson", () => {
    it("is the same for any order of keys and keeps the order of lists", () => {
        assert.equal(canonicalJson({ b: [2, 1], a: { d: 1, c: null } }), '{"a":{"c":null,"d":1},"b":[2,1]}');
    });
});

describe("core/values", () => {
    const value = { plain: "p", nested: [new SecretValue({ password: "hunter2", more: unknownValue })] };

    it("shows a secret to nobody", () => {
        for (const text of [
            JSON.stringify(value),
            inspect(value, { depth: 9 }),
            canonicalJson(value),
            String(value.nested[0]),
        ]) {
            assert.ok(!text.includes("hunter2"), text);
            assert.ok(text.includes("[secret]"), text);
        }
        assert.equal(JSON.stringify({ a: unknownValue }), '{"a":"[unknown]"}');
    });

    it("opens secrets for who needs them and finds markers anywhere", () => {
        assert.deepEqual(revealSecrets(value), { plain: "p", nested: [{ password: "hunter2", more: unknownValue }] });
        assert.ok(containsSecret(value) && containsUnknown(value));
        assert.ok(!containsSecret({ a: [1] }) && !containsUnknown({ a: [1] }));
    });
});
