import assert from "node:assert/strict";
import { defaultPodSecurityVersion } from "../../policies/podSecurity";
import { rules } from "../../policies/rules";
import { selectRules } from "../../policies/selection";
import type { PolicyOptions } from "../../policies/options";

function select(options: Partial<PolicyOptions>) {
    return selectRules(rules, { tier: "prod", ...options });
}

function selectedIds(options: Partial<PolicyOptions>): string[] {
    return select(options).selected.map(({ rule }) => rule.id);
}

describe("which rules are in force", () => {
    it("judges the restricted level of Pod Security except in profile baseline", () => {
        const atLevel = (options: Partial<PolicyOptions>) =>
            selectedIds(options).includes("pss-run-as-non-root") ? "restricted" : "baseline";
        assert.deepEqual(
            [{}, { profile: "restricted" }, { profile: "all" }, { profile: "baseline" }].map((options) =>
                atLevel(options as Partial<PolicyOptions>),
            ),
            ["restricted", "restricted", "restricted", "baseline"],
        );
    });

    it("takes a level of Pod Security that is asked for, whatever the profile", () => {
        assert.ok(selectedIds({ profile: "baseline", pssLevel: "restricted" }).includes("pss-run-as-non-root"));
        assert.ok(!selectedIds({ pssLevel: "baseline" }).includes("pss-run-as-non-root"));
        assert.ok(!selectedIds({ pssLevel: "privileged" }).some((id) => id.startsWith("pss-")));
    });

    it("judges Pod Security by the version asked for, by our default version without one", () => {
        const revisions = (options: Partial<PolicyOptions>) =>
            select(options).selected.flatMap(({ rule, revisions: own }) => own.map(({ min }) => `${rule.id} ${min}`));
        assert.deepEqual(revisions({}), revisions({ pssVersion: defaultPodSecurityVersion }));
        assert.ok(revisions({ pssVersion: "1.0" }).every((revision) => revision.endsWith(" 1.0")));
        assert.notDeepEqual(revisions({}), revisions({ pssVersion: "1.0" }));
        assert.notDeepEqual(revisions({}), revisions({ pssVersion: "1.24" }));
    });

    it("refuses what is no version of Pod Security and says how to write one", () => {
        const { errors } = select({ pssVersion: "latest" });
        assert.deepEqual(
            errors.map(({ code, hint }) => [code, hint]),
            [["bad-pss-version", "write it as 1.36 or v1.36"]],
        );
        assert.deepEqual(select({ pssVersion: "v1.30" }).errors, []);
    });

    it("points to what is wrong among the options", () => {
        const params = { "img-tag-mutable": { tag: ["x"] }, "plat-no-probe": { x: 1 }, "img-tag": {} };
        const { errors } = select({ params, skip: ["img-tags"], rules: ["img-tag-mutable", "plat-no-probe", "img"] });
        assert.deepEqual(errors.map(({ pointer }) => pointer).sort(), [
            "/params/img-tag",
            "/params/img-tag-mutable/tag",
            "/params/plat-no-probe",
            "/rules/2",
            "/skip/0",
        ]);
    });

    it("gives revisions to rules about Pod Security alone", () => {
        for (const { rule, revisions } of select({ profile: "all" }).selected) {
            assert.equal(revisions.length > 0, rule.target === "podSecurity", rule.id);
        }
    });

    it("leaves out what is skipped, what isn't of the profile and what can't run in the adapter", () => {
        assert.ok(selectedIds({}).includes("img-tag-mutable"));
        assert.ok(!selectedIds({ skip: ["img-tag-mutable"] }).includes("img-tag-mutable"));
        assert.ok(!selectedIds({ profile: "baseline" }).includes("img-tag-mutable"));
        assert.ok(selectedIds({ adapter: "pulumi" }).includes("plat-ignore-changes"));
        assert.ok(!selectedIds({ adapter: "manifests" }).includes("plat-ignore-changes"));
    });

    it("takes rules asked for by name from outside the profile too, and no others", () => {
        assert.deepEqual(selectedIds({ profile: "baseline", rules: ["img-tag-mutable"] }), ["img-tag-mutable"]);
    });

    it("names a rule that needs outside facts as not configured until it has them", () => {
        const needing = rules.filter(({ needsFacts }) => needsFacts === true).map(({ id }) => id);
        assert.ok(needing.length > 0);
        for (const id of needing) {
            assert.deepEqual(select({ rules: [id] }).notConfigured, [id]);
            assert.deepEqual(select({ rules: [id], facts: { asOf: "2026-01-01" } }).notConfigured, []);
            assert.deepEqual(selectedIds({ rules: [id], facts: { asOf: "2026-01-01" } }), [id]);
        }
        assert.deepEqual(select({ rules: ["img-tag-mutable"] }).notConfigured, []);
    });
});
