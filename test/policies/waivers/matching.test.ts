import assert from "node:assert/strict";
import { SecretValue, unknownValue } from "../../../core/values";
import { matchWaiver, matches } from "../../../policies/waivers/matching";
import { valueAt } from "../../../policies/waivers/valueAt";
import type { Waiver } from "../../../policies/waivers/waiver";
import { waiver } from "./samples";

describe("matching waivers", () => {
    it("takes an ExternalSecret for the Secret that it makes, and nothing else for one", () => {
        const covers = (apiVersion: string, kind: string, wanted: string): boolean =>
            matchWaiver(
                { ...waiver({ scope: { name: "db", kind: wanted } }), place: {} } as unknown as Waiver,
                {
                    rule: "img-tag-mutable",
                    object: { apiVersion, kind, namespace: null, name: "db", type: "", urn: null },
                    container: null,
                    path: "",
                    value: () => undefined,
                },
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
