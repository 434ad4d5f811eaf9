import assert from "node:assert/strict";
import { evaluate } from "../../policies";
import { runCrossguard } from "./crossguardHarness";
import { exampleResources } from "./examplePrograms";
import { goldenFindings } from "./goldenFindings";

const tiers = ["dev", "staging", "prod"] as const;

/** `rule Kind name` of what the list allows an example. */
function listed(example: string): string[] {
    return goldenFindings
        .flatMap(({ rule, objects }) => (objects[example] ?? []).map((object) => `${rule} ${object}`))
        .sort();
}

describe("our own examples, judged at golden without waivers", () => {
    for (const tier of tiers) {
        it(`give in ${tier} nothing outside the list, and nothing mandatory`, async () => {
            const examples = await exampleResources(tier);
            assert.deepEqual([...examples.keys()].sort(), ["my-service", "payment-worker", "storefront", "typescript"]);
            for (const [example, resources] of examples) {
                const { findings, errors } = evaluate(resources, { tier, adapter: "pulumi" });
                const said = findings.map(({ rule, object }) => `${rule} ${object.kind} ${object.name}`).sort();
                assert.deepEqual(errors, []);
                assert.deepEqual(
                    findings.filter(({ level }) => level === "mandatory"),
                    [],
                    example,
                );
                if (tier === "prod") {
                    assert.deepEqual([...new Set(said)], listed(example), example);
                } else {
                    assert.deepEqual(
                        said.filter((one) => !listed(example).includes(one)),
                        [],
                        example,
                    );
                }
            }
        }).timeout(60_000);
    }

    it("give through CrossGuard nothing mandatory either", async () => {
        for (const [example, resources] of await exampleResources("prod")) {
            const said = runCrossguard(resources, { tier: "prod", profile: "golden" });
            assert.ok(said.length > 0);
            assert.deepEqual(
                said.filter(({ level }) => level === "mandatory"),
                [],
                example,
            );
        }
    }).timeout(60_000);
});
