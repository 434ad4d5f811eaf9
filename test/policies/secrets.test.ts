import assert from "node:assert/strict";
import { SecretValue } from "../../core/values";
import {
    evaluate,
    formatFinding,
    formatUnknown,
    fromManifests,
    rules,
    type PolicyReport,
    type PolicyResource,
    type Rule,
} from "../../policies";
import { runCrossguard } from "./crossguardHarness";
import { asPulumi, knownFixtures } from "./fixtures";
import { replacedBelow, withItem } from "./positions";

const secret = "s3cr3t-VALUE-of-somebody";
const options = { tier: "prod", profile: "all" } as const;

/** Keys whose values say which object or container is meant; where no mark of secrecy arrives they have to be shown. */
const identifying: ReadonlySet<string> = new Set(["apiVersion", "kind", "name", "namespace", "metadata"]);

/** The same shape with the secret as every text, so that nothing that is read from it is anything else. */
function filled(value: unknown): unknown {
    if (Array.isArray(value)) {
        return value.map(filled);
    }
    return typeof value === "object" && value !== null
        ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, filled(inner)]))
        : secret;
}

/** Every set of objects of the fixtures, with one value of one object replaced, and the rule whose fixture it is. */
function* changed(
    replace: (value: unknown, key: string) => unknown,
): Iterable<{ rule: string; resources: PolicyResource[] }> {
    for (const { resources, rule } of knownFixtures()) {
        const registrations = resources.map(asPulumi);
        for (const [index, resource] of registrations.entries()) {
            for (const inputs of replacedBelow(resource.inputs, replace)) {
                const marked = { ...resource, inputs: inputs as Record<string, unknown> };
                yield { rule, resources: withItem(registrations, index, marked) };
            }
        }
    }
}

/** The rule whose fixture it is; all others join now and then, since asking every rule each time takes minutes. */
function asked(tried: number, rule: string): readonly Rule[] {
    return tried % 50 === 0 ? rules : rules.filter(({ id }) => id === rule);
}

/** Everything that is ever printed of a report. */
function printed(report: PolicyReport): string {
    const messages = report.findings.map((finding) => formatFinding(finding, "because"));
    return JSON.stringify([report, messages, report.unknown.map(formatUnknown)]);
}

describe("secrets", () => {
    for (const [how, wrap] of [
        ["once", (value: unknown) => new SecretValue(value)],
        ["twice", (value: unknown) => new SecretValue(new SecretValue(value))],
    ] as const) {
        it(`are never shown, whatever value of an object is marked as one ${how}`, () => {
            let tried = 0;
            for (const { rule, resources } of changed((value) => wrap(filled(value)))) {
                const report = evaluate(resources, options, asked(tried, rule));
                assert.ok(!printed(report).includes(secret), JSON.stringify(resources.map(({ inputs }) => inputs)));
                assert.ok(!report.findings.some(({ rule }) => rule === "rule-error"));
                tried++;
            }
            assert.ok(tried > 500);
        });
    }

    // Neither CrossGuard nor a manifest tells that a value is a secret, so no value at all may be shown there.
    const value = (old: unknown, key: string): unknown =>
        typeof old === "object" || identifying.has(key) ? old : secret;

    it("are never shown through CrossGuard, where marks of secrecy are lost", () => {
        let tried = 0;
        for (const { rule, resources } of changed(value)) {
            assert.ok(!JSON.stringify(runCrossguard(resources, options, asked(tried++, rule))).includes(secret));
        }
    }).timeout(120_000); // walks through every value of every fixture

    it("are never shown of manifests, which have no marks of secrecy", () => {
        let tried = 0;
        for (const { rule, resources } of changed(value)) {
            const list = { apiVersion: "v1", kind: "List", items: resources.map(({ inputs }) => inputs) };
            const { resources: read, problems } = fromManifests("all.json", JSON.stringify(list));
            assert.equal(read.length + problems.length, resources.length);
            const report = evaluate(read, options, asked(tried++, rule));
            assert.ok(!(printed(report) + JSON.stringify(problems)).includes(secret));
        }
    });

    it("are found where they are literal values of a container's settings, however far up the mark stands", () => {
        const found = (container: Record<string, unknown>): string[] =>
            evaluate([{ type: "kubernetes:core/v1:Pod", name: "api", inputs: { spec: { containers: [container] } } }], {
                tier: "dev",
                rules: ["wl-secret-in-env-literal"],
            }).findings.map(({ path }) => path);
        const plain = { name: "URL", value: "plain" };
        const of = (inner: unknown) => new SecretValue(inner);
        const path = "spec.containers[name=app]";
        assert.deepEqual(found({ name: "app", env: [{ name: "URL", value: of("x") }] }), [
            `${path}.env[name=URL].value`,
        ]);
        assert.deepEqual(found({ name: "app", env: [of(plain)] }), [`${path}.env[0].value`]);
        assert.deepEqual(found({ name: "app", env: of([plain]) }), [`${path}.env[0].value`]);
        assert.deepEqual(found({ name: "app", args: of(["x"]) }), [`${path}.args[0]`]);
        assert.deepEqual(found({ name: "app", env: [of({ name: "A", valueFrom: { secretKeyRef: {} } })] }), []);
    });
});
