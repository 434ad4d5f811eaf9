import assert from "node:assert/strict";
import { containsSecret, SecretValue, unknownValue } from "../../core/values";
import { evaluate, formatObject, rules, type PolicyResource, type Rule } from "../../policies";
import { toView } from "../../policies/model/kubeObject";
import { applyPatches } from "../../policies/patch";
import { remediation } from "../../policies/remediate";
import { selectRules } from "../../policies/selection";
import { knownFixtures, type Fixture } from "./fixtures";
import { replacedBelow } from "./positions";

const remediating = rules.filter((rule) => rule.target !== "set" && rule.remediate !== undefined);

/** The resource after the rule mended it, in place on a copy, and how many changes that took. */
function mend(rule: Rule, resource: PolicyResource, options: Fixture["options"]) {
    const [selected] = selectRules([rule], options).selected;
    const inputs = copy(resource.inputs) as Record<string, unknown>;
    const changes =
        selected === undefined ? 0 : applyPatches(inputs, remediation(selected, toView({ ...resource, inputs })));
    return { resource: { ...resource, inputs }, changes };
}

function copy(value: unknown): unknown {
    if (Array.isArray(value)) {
        return value.map(copy);
    }
    return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype
        ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, copy(inner)]))
        : value;
}

describe("remediation", () => {
    for (const rule of remediating) {
        const own = knownFixtures().filter((fixture) => fixture.rule === rule.id);
        for (const fixture of own) {
            const { options, resources, file, expected } = fixture;
            it(`${rule.id} ${file}: passes afterwards, is idempotent, breaks no other rule`, () => {
                const all = { tier: options.tier, profile: "all", pssVersion: options.pssVersion } as const;
                const others = (judged: readonly PolicyResource[]) =>
                    new Set(evaluate(judged, all).findings.map(({ fingerprint }) => fingerprint));
                const mended = resources.map((resource) => mend(rule, resource, options));
                const after = mended.map(({ resource }) => resource);
                const { findings, unknown } = evaluate(after, options);
                const left = findings.map(({ object, path }) => `${formatObject(object)} ${path}`).sort();
                const stays = expected.findings.filter((finding) => finding.stays === true);
                assert.deepEqual([left, unknown], [stays.map(({ object, path }) => `${object} ${path}`).sort(), []]);
                if (file.startsWith("success.")) {
                    assert.ok(
                        mended.every(({ changes }) => changes === 0),
                        "changes what passes",
                    );
                }
                assert.ok(
                    after.every((resource) => mend(rule, resource, options).changes === 0),
                    "is not idempotent",
                );
                const before = others(resources);
                others(after).forEach((print) => assert.ok(before.has(print), "breaks another rule"));
            });

            it(`${rule.id} ${file}: touches no secret and nothing that isn't known`, () => {
                for (const resource of resources) {
                    for (const marked of replacedBelow(resource.inputs, (value) => new SecretValue(value))) {
                        const inputs = marked as Record<string, unknown>;
                        assert.ok(containsSecret(inputs));
                        mend(rule, { ...resource, inputs }, options); // must not throw
                    }
                    for (const gap of replacedBelow(resource.inputs, () => unknownValue)) {
                        const { resource: after } = mend(
                            rule,
                            { ...resource, inputs: gap as Record<string, unknown> },
                            options,
                        );
                        assert.ok(JSON.stringify(after.inputs).includes("[unknown]"), "writes over what isn't known");
                    }
                }
            });
        }
    }
});
