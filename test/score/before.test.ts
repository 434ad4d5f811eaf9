import assert from "node:assert/strict";
import { readScore } from "../../score";
import { minimal, withValue, type Data } from "./documents";

/** A document of several containers, each with its `before`. */
function containers(before: Record<string, Record<string, string>>, extra: Data = {}): Data {
    const all = Object.entries(before).map(([name, states]) => [
        name,
        {
            image: "x",
            before: Object.fromEntries(Object.entries(states).map(([later, ready]) => [later, { ready }])),
            ...(extra[name] as Data | undefined),
        },
    ]);
    return withValue(minimal, ["containers"], Object.fromEntries(all));
}

const errorsOf = (document: Data) => readScore("score.yaml", JSON.stringify(document)).errors;

describe("score: before", () => {
    const probe = { readinessProbe: { exec: { command: ["true"] } } };
    const rows: [string, Data, string[]][] = [
        ["a chain", containers({ one: { two: "complete" }, two: { three: "started" }, three: {} }), []],
        ["complete beside started", containers({ one: { two: "complete", three: "started" }, two: {}, three: {} }), []],
        ["healthy with a probe", containers({ one: { two: "healthy" }, two: {} }, { one: probe }), []],
        [
            "healthy without a probe",
            containers({ one: { two: "healthy" }, two: {} }),
            ["before-without-probe /containers/one/before/two/ready"],
        ],
        [
            "healthy beside complete",
            containers({ one: { two: "healthy", three: "complete" }, two: {}, three: {} }, { one: probe }),
            ["before-healthy-and-complete /containers/one/before/two/ready"],
        ],
        ["itself", containers({ one: { one: "started" } }), ["before-itself /containers/one/before/one"]],
        [
            "an unknown container",
            containers({ one: { tow: "started" }, two: {} }),
            ["unknown-container /containers/one/before/tow"],
        ],
        [
            "two cycles of their own",
            containers({
                one: { two: "started" },
                two: { one: "started" },
                xx: { yy: "started" },
                yy: { xx: "started" },
            }),
            ["before-cycle /containers/one/before/two", "before-cycle /containers/xx/before/yy"],
        ],
    ];
    for (const [what, document, expected] of rows) {
        it(`${what}: ${expected.length === 0 ? "fine" : "refused"}`, () => {
            assert.deepEqual(
                errorsOf(document).map(({ code, pointer }) => `${code} ${pointer}`),
                expected,
            );
        });
    }

    it("prints the way round a cycle, and the nearest name", () => {
        const cycle = containers({ one: { two: "started" }, two: { three: "complete" }, three: { one: "started" } });
        assert.match(errorsOf(cycle)[0]?.message ?? "", /one before two before three before one/);
        const [unknown] = errorsOf(containers({ one: { tow: "started" }, two: {} }));
        assert.equal(unknown?.hint, 'did you mean "two"?');
    });
});
