import assert from "node:assert/strict";
import { SecretValue, unknownValue } from "../../core/values";
import { evaluate, rules, type PolicyResource } from "../../policies";
import { readFixtures } from "./fixtures";
import { replacedBelow, withItem } from "./positions";

/** What nobody expects to stand somewhere. */
const odd: readonly unknown[] = [
    null,
    true,
    0,
    -1,
    1.5,
    Number.NaN,
    "",
    " ",
    "[]",
    '{"a":',
    "a".repeat(2000),
    "0/0",
    "::/0",
    [],
    [null],
    [[[]]],
    ["x", 1, {}],
    {},
    { name: {} },
    { name: "x", items: [null] },
    unknownValue,
    [unknownValue],
    { name: unknownValue },
    new SecretValue("x"),
    new SecretValue(unknownValue),
    [new SecretValue({ name: "x" })],
];

describe("rules given anything", () => {
    for (const rule of rules) {
        it(`${rule.id} answers, whatever stands at any place of its fixtures`, () => {
            let at = 0;
            for (const { resources, options } of readFixtures().filter((one) => one.rule === rule.id)) {
                for (const [index, resource] of resources.entries()) {
                    for (let round = 0; round < 3; round++) {
                        for (const inputs of replacedBelow(resource.inputs, () => odd[at++ % odd.length])) {
                            const changed: PolicyResource = { ...resource, inputs: inputs as Record<string, unknown> };
                            const { findings } = evaluate(withItem(resources, index, changed), options, [rule]);
                            const crash = findings.find((finding) => finding.rule === "rule-error");
                            assert.equal(crash, undefined, `${crash?.message}: ${JSON.stringify(inputs)}`);
                        }
                    }
                }
            }
            assert.ok(at > 0);
        });
    }
});
