import assert from "node:assert/strict";
import { SecretValue, unknownValue } from "../../../core/values";
import { matchWaiver, matches, type Waivable } from "../../../policies/waivers/matching";
import { valueAt } from "../../../policies/waivers/valueAt";
import type { Waiver } from "../../../policies/waivers/waiver";
import { waiver } from "./samples";

const finding: Waivable = {
    rule: "img-tag-mutable",
    object: { apiVersion: "v1", kind: "Secret", namespace: null, name: "db", type: "", urn: null },
    container: null,
    path: "",
    value: () => undefined,
};

function waiverFor(scope: object): Waiver {
    return { ...waiver({ scope: { name: "db", ...scope } }), place: {} } as unknown as Waiver;
}

describe("matching waivers", () => {
    it("covers nothing of another rule", () => {
        assert.ok(matchWaiver(waiverFor({}), finding, {}).covers);
        assert.ok(!matchWaiver(waiverFor({}), { ...finding, rule: "img-digest-pinned" }, {}).covers);
    });

    it("covers what lies below any of its paths", () => {
        const covers = (path: string): boolean =>
            matchWaiver(waiverFor({ paths: ["spec.replicas", "spec.template"] }), { ...finding, path }, {}).covers;
        assert.deepEqual(["spec.replicas", "spec.template.spec", "spec.other"].map(covers), [true, true, false]);
    });

    it("covers what lies below any of the components around it", () => {
        const types = "acme:index:Outer$waymark:index:StandardService$kubernetes:core/v1:Secret";
        const object = { ...finding.object, urn: `urn:pulumi:prod::shop::${types}::db` };
        const covers = (parent: string) => matchWaiver(waiverFor({ parent }), { ...finding, object }, {}).covers;
        assert.ok(covers("acme:index:Outer") && covers("waymark:index:*"));
        assert.ok(!covers("acme:index:Other"));
    });

    it("covers a value only where everything in it is among those of the waiver", () => {
        const covers = (value: unknown): boolean =>
            matchWaiver(waiverFor({ values: ["a", "b", 3, true] }), { ...finding, value: () => [value] }, {}).covers;
        for (const value of ["a", "b", 3, true, ["a", "b"], { x: "a", y: { z: 3 } }, [{ x: ["b"] }]]) {
            assert.ok(covers(value), JSON.stringify(value));
        }
        const others = ["c", "3", ["a", "c"], ["c", "a"], { x: "a", y: "c" }, { x: "c", y: "a" }, [], {}, [[]], null];
        for (const value of [...others, undefined, new SecretValue("a"), unknownValue, { x: new SecretValue("a") }]) {
            assert.ok(!covers(value), JSON.stringify(value));
        }
        const nothingThere = { ...finding, value: () => [] };
        assert.ok(!matchWaiver(waiverFor({ values: ["a"] }), nothingThere, {}).covers);
    });

    it("takes an ExternalSecret for the Secret that it makes, and nothing else for one", () => {
        const covers = (apiVersion: string, kind: string, wanted: string): boolean =>
            matchWaiver(
                waiverFor({ kind: wanted }),
                { ...finding, object: { ...finding.object, apiVersion, kind } },
                {},
            ).covers;
        assert.ok(covers("external-secrets.io/v1", "ExternalSecret", "Secret"));
        assert.ok(covers("external-secrets.io/v1", "ExternalSecret", "core/Secret"));
        assert.ok(covers("v1", "Secret", "core/Secret"));
        assert.ok(!covers("v1", "Secret", "ExternalSecret"));
        assert.ok(!covers("v1", "ConfigMap", "Secret"));
    });

    it("reads patterns as a whole, and nothing but * and ? as special", () => {
        for (const [pattern, text, expected] of [
            ["a*c", "abbc", true],
            ["a*c", "abbcd", false],
            ["a?c", "ac", false],
            ["[a]+(b)|c", "[a]+(b)|c", true],
            ["a$b^", "a$b^", true],
            ["a\\b", "a\\b", true],
            ["*\n*", "a\nb", true],
        ] as const) {
            assert.equal(matches(pattern, text), expected, pattern);
        }
    });

    it("finds values by the paths of findings", () => {
        const root = {
            metadata: { labels: { 'app.k8s.io/"x"': "v" } },
            spec: { containers: [{ name: "a" }, { name: "b", image: "x", args: ["p", "q"] }] },
            hidden: new SecretValue({ a: 1 }),
            later: unknownValue,
        };
        assert.equal(valueAt(root, 'metadata.labels["app.k8s.io/\\"x\\""]'), "v");
        assert.equal(valueAt(root, "spec.containers[name=b].image"), "x");
        assert.equal(valueAt(root, "spec.containers[name=b].args[1]"), "q");
        assert.equal(valueAt(root, "spec.containers[name=c].image"), undefined);
        assert.equal(valueAt(root, "hidden.a"), root.hidden);
        assert.equal(valueAt(root, "later.a.b"), unknownValue);
        assert.equal(valueAt(root, "toString"), undefined);
        assert.equal(valueAt(root, ""), root);
    });
});
