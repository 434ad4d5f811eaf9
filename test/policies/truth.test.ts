import assert from "node:assert/strict";
import { unknownValue } from "../../core/values";
import { rules } from "../../policies";
import { levelOf } from "../../policies/levels";
import { toView } from "../../policies/model/kubeObject";
import { undecided, violation, type Outcome } from "../../policies/outcome";
import { profilesOf } from "../../policies/profiles";
import { all, any, holds, not, onlyIf, violationIf, type Truth } from "../../policies/truth";

const { body } = toView({
    type: "kubernetes:core/v1:ConfigMap",
    name: "api",
    inputs: { data: { a: unknownValue, b: unknownValue, c: "1" } },
});
const [a, b, c] = [body.get("data", "a"), body.get("data", "b"), body.get("data", "c")];
const [first, second] = [undecided(a), undecided(b)];

describe("three-valued truth", () => {
    it("isn't known of a value that isn't", () => {
        assert.deepEqual(
            holds(a, () => assert.fail()),
            first,
        );
        assert.deepEqual([holds(c, () => true), holds(c, () => false)], [true, false]);
    });

    const rows: [Truth[], Truth, Truth][] = [
        [[], true, false],
        [[true, true], true, true],
        [[false, false], false, false],
        [[true, false], false, true],
        [[true, first], first, true],
        [[false, first], false, first],
        [[first, second], first, first],
        [[first, true, false], false, true],
    ];
    for (const [truths, ofAll, ofAny] of rows) {
        const words = truths.map((truth) => (typeof truth === "boolean" ? String(truth) : "unknown")).join(", ");
        it(`of several: ${words === "" ? "none" : words}`, () => {
            assert.deepEqual([all(...truths), any(...truths)], [ofAll, ofAny]);
        });
    }

    it("turns round, and what isn't known stays so", () => {
        assert.deepEqual([not(true), not(false), not(first)], [false, true, first]);
    });

    it("makes a violation, nothing, or what isn't known", () => {
        const outcomes = (truth: Truth, fix?: string): Outcome[] => [...violationIf(truth, c, "is wrong", fix)];
        assert.deepEqual(outcomes(true), [violation(c, "is wrong")]);
        assert.deepEqual(outcomes(true, "mend it"), [{ ...violation(c, "is wrong"), fix: "mend it" }]);
        assert.deepEqual([outcomes(false), outcomes(first)], [[], [first]]);
    });

    it("as a condition turns violations alone into what isn't known", () => {
        const outcomes = [violation(c, "is wrong", "web"), second];
        assert.deepEqual([...onlyIf(true, outcomes)], outcomes);
        assert.deepEqual([...onlyIf(false, outcomes)], []);
        assert.deepEqual([...onlyIf(first, outcomes)], [{ ...first, container: "web" }, second]);
    });
});

describe("levels", () => {
    it("follow severity and tier, unless a rule has its own", () => {
        const tiers = ["dev", "staging", "prod"] as const;
        const mandatory = (["critical", "high", "medium", "low", "info"] as const).map((severity) =>
            tiers.filter((tier) => levelOf({ severity }, tier) === "mandatory"),
        );
        assert.deepEqual(mandatory, [[...tiers], [...tiers], ["prod"], [], []]);
        const levels = { dev: "advisory" } as const;
        assert.deepEqual(
            tiers.map((tier) => levelOf({ severity: "high", levels }, tier)),
            ["advisory", "mandatory", "mandatory"],
        );
    });
});

describe("profiles", () => {
    it("hold a rule that is opt-in only where all are asked for", () => {
        const optIn = rules.filter((rule) => rule.optIn === true);
        assert.ok(optIn.length > 0);
        optIn.forEach((rule) => assert.deepEqual(profilesOf(rule), ["all"], rule.id));
        const others = rules.filter((rule) => rule.optIn !== true);
        others.forEach((rule) => assert.notDeepEqual(profilesOf(rule), ["all"], rule.id));
    });
});
