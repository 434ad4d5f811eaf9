import assert from "node:assert/strict";
import { unknownValue } from "../../core/values";
import { evaluate, formatObject, fromEngine, rules, type PolicyResource } from "../../policies";
import { fingerprintsIn, runCrossguard } from "./crossguardHarness";
import { readFixtures, registered, type Fixture } from "./fixtures";
import { replacedBelow, withItem } from "./positions";

const fixtures = readFixtures();

describe("every rule's fixtures", () => {
    for (const { id } of rules) {
        const own = fixtures.filter(({ rule }) => rule === id);
        it(`${id} has both kinds of them`, () => {
            assert.ok(own.some(({ file }) => file.startsWith("success.")));
            assert.ok(own.some(({ file }) => file.startsWith("failure.")));
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

function gives({ resources, options, expected, file }: Fixture): void {
    const report = evaluate(resources, options);
    assert.deepEqual(report.errors, []);
    assert.deepEqual(report.unknown, []);
    const found = report.findings.map(({ object, container, path }) => ({
        object: formatObject(object),
        ...(container === null ? {} : { container }),
        path,
    }));
    const byText = (a: object, b: object): number => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);
    assert.deepEqual(found.sort(byText), [...expected].sort(byText));
    assert.equal(expected.length > 0, file.startsWith("failure."));
    for (const { line, column } of report.findings) {
        assert.ok(line !== null && column !== null);
    }
}

async function agrees({ resources, options }: Fixture): Promise<void> {
    const prints = (judged: readonly PolicyResource[]): string[] =>
        evaluate(judged, options)
            .findings.map(({ fingerprint }) => fingerprint)
            .sort();
    const registrations = (await registered(resources)).map(fromEngine);
    assert.equal(registrations.length, resources.length);
    assert.deepEqual(prints(registrations), prints(resources));
    assert.deepEqual(fingerprintsIn(runCrossguard(registrations, options)), prints(resources));
}

function staysHonest({ resources, options }: Fixture): void {
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
