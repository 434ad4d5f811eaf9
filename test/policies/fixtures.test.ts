import assert from "node:assert/strict";
import { unknownValue } from "../../core/values";
import { evaluate, formatObject, fromEngine, fromManifests, rules, type PolicyResource } from "../../policies";
import { withMarks } from "../../policies/fixtureMarks";
import { coverageRuleId } from "../../policies/coverage";
import { fingerprintsIn, runCrossguard } from "./crossguardHarness";
import { readFixtures, registered, type Fixture } from "./fixtures";
import { replacedBelow, withItem } from "./positions";

const fixtures = readFixtures();

describe("every rule's fixtures", () => {
    for (const { id } of rules) {
        const own = fixtures.filter(({ rule }) => rule === id);
        it(`${id} has both kinds of them`, () => {
            assert.ok(own.some(({ file }) => file.startsWith("success.")));
            assert.ok(own.some(({ file }) => file.startsWith(id === coverageRuleId ? "unknown." : "failure.")));
        });
        for (const fixture of own) {
            describe(`${id} ${fixture.file}`, () => {
                it("gives exactly the expected findings", () => gives(fixture));
                it("gives the same fingerprints as manifests, from the offline engine and through CrossGuard", () =>
                    agrees(fixture));
                it("never passes for want of knowledge, and never fails for it", () => staysHonest(fixture));
            });
        }
    }
});

function gives({ resources, options, expected, file, rule }: Fixture): void {
    const report = evaluate(resources, options);
    assert.deepEqual(report.errors, []);
    assert.deepEqual(report.summary.notConfigured, []);
    assert.ok(report.findings.every((finding) => finding.rule === rule));
    const found = report.findings.map(({ object, container, path }) => ({
        object: formatObject(object),
        ...(container === null ? {} : { container }),
        path,
    }));
    const byText = (a: object, b: object): number => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);
    const wanted = expected.findings.map(({ object, container, path }) => ({
        object,
        ...(container === undefined ? {} : { container }),
        path,
    }));
    assert.deepEqual(found.sort(byText), wanted.sort(byText));
    const gaps = report.unknown.map(({ object, paths }) => ({ object: formatObject(object), paths }));
    assert.deepEqual(gaps.sort(byText), [...expected.unknown].sort(byText));
    if (!file.startsWith("unknown.")) {
        assert.equal(expected.findings.length > 0, file.startsWith("failure."));
    }
    assert.equal(expected.unknown.length > 0, file.startsWith("unknown."));
    if (file.endsWith(".yaml")) {
        assert.ok(report.findings.every(({ line, column }) => line !== null && column !== null));
    }
}

/** Only where the fixture needs nothing that an adapter can't carry: what protects a resource, and what is only read. */
async function agrees({ resources, options, rule, file, text }: Fixture): Promise<void> {
    const adapters = rules.find(({ id }) => id === rule)!.adapters;
    const prints = (judged: readonly PolicyResource[]): string[] =>
        evaluate(judged, options)
            .findings.map(({ fingerprint }) => fingerprint)
            .sort();
    const isFragment = file.endsWith(".json");
    const registrations = isFragment ? resources : (await registered(resources)).map(fromEngine);
    assert.equal(registrations.length, resources.length);
    if (adapters.includes("pulumi")) {
        assert.deepEqual(prints(registrations), prints(resources));
        const open = resources.map((resource) => ({ ...resource, secretsOpen: true as const }));
        assert.deepEqual(fingerprintsIn(runCrossguard(registrations, options)), prints(open));
    }
    if (isFragment && adapters.includes("manifests")) {
        const asManifests = fromManifests(file, text).resources.map((read) => ({
            ...read,
            inputs: withMarks(read.inputs),
        }));
        assert.deepEqual(prints(asManifests), prints(resources));
    }
}

function staysHonest({ resources, options, file }: Fixture): void {
    if (file.startsWith("unknown.")) {
        return; // what it says already hangs on an unknown
    }
    const before = evaluate(resources, options).findings.length;
    for (const [index, resource] of resources.entries()) {
        for (const inputs of withOneUnknown(resource.inputs)) {
            const changed: PolicyResource[] = withItem(resources, index, { ...resource, inputs });
            const { findings, unknown } = evaluate(changed, options);
            const text = JSON.stringify(inputs);
            assert.ok(findings.length >= before || unknown.length > 0, `a finding went away: ${text}`);
            assert.ok(findings.length <= before, `a finding came from nowhere: ${text}`);
            assert.ok(unknown.every(({ paths }) => paths.length > 0));
        }
    }
}

/** Copies of the inputs, in each of which one value is not known. */
function withOneUnknown({ apiVersion, kind, ...inputs }: Record<string, unknown>): Record<string, unknown>[] {
    const copies = replacedBelow(inputs, () => unknownValue) as Record<string, unknown>[];
    return copies.map((copy) => ({ apiVersion, kind, ...copy }));
}
