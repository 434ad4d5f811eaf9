import assert from "node:assert/strict";
import fc from "fast-check";
import { compareQuantities, isAmount, isQuantity, parseQuantity, toKubernetesQuantity } from "../../core/quantity";

const units: [string, bigint][] = [
    ["1", 1_000_000_000n],
    ["500m", 500_000_000n],
    ["0.5", 500_000_000n],
    [".5", 500_000_000n],
    ["1.", 1_000_000_000n],
    ["1e3", 1_000_000_000_000n],
    ["1E", 10n ** 27n],
    ["1E3", 10n ** 12n],
    ["128k", 128_000n * 10n ** 9n],
    ["1.5Gi", 3n * 2n ** 29n * 10n ** 9n],
    ["1Ei", 2n ** 60n * 10n ** 9n],
    ["1n", 1n],
    ["0.1n", 1n],
    ["-1", -1_000_000_000n],
];

describe("core/quantity", () => {
    for (const [text, nano] of units) {
        it(`reads ${text}`, () => assert.equal(parseQuantity(text), nano));
    }

    for (const text of ["", "m", "1K", "1 Gi", "1GB", "banana", "1e", "1mi", "--1"]) {
        it(`refuses ${JSON.stringify(text)}`, () => assert.equal(isQuantity(text), false));
    }

    it("tells amounts, of which there can't be less than none", () => {
        assert.deepEqual(["0", "1m", "-1m", "x"].map(isAmount), [true, true, false, false]);
    });

    it("compares as numbers, not as text", () => {
        assert.equal(compareQuantities("1000m", "1"), 0);
        assert.ok(compareQuantities("900Mi", "1Gi") < 0);
        assert.ok(compareQuantities("1G", "1Gi") < 0);
        assert.throws(() => compareQuantities("1", "x"), /not a quantity: x/);
    });

    it("orders whole numbers as numbers", () => {
        fc.assert(
            fc.property(fc.nat(), fc.nat(), (a, b) => {
                assert.equal(Math.sign(compareQuantities(`${a}Mi`, `${b}Mi`)), Math.sign(a - b));
            }),
        );
    });

    it("reads sizes as people write them", () => {
        assert.equal(toKubernetesQuantity("10GB"), "10G");
        assert.equal(toKubernetesQuantity("10GiB"), "10Gi");
        assert.equal(toKubernetesQuantity("128K"), "128k");
        assert.equal(toKubernetesQuantity("128Ki"), "128Ki");
        assert.equal(toKubernetesQuantity("1.5Gi"), "1.5Gi");
    });
});
