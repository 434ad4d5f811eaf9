import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { evaluate, fromManifests, rules, type PodSecurityLevel, type PolicyResource } from "../../policies";
import { sharedPath } from "../helpers/shared";
import { runCrossguard } from "./crossguardHarness";
import { wrappings, wrapped } from "./wrappings";

const folder = sharedPath("conformance", "pss");
const levels = ["baseline", "restricted"] as const;

interface Case {
    level: PodSecurityLevel;
    version: string;
    file: string;
    pod: PolicyResource;
    /** The rules that must be broken. */
    broken: string[];
}

/** Files that break a second check beside the one that they are named for. */
function alsoBreaks(level: PodSecurityLevel, file: string): string[] {
    if (file.startsWith("windowshostprocess")) {
        return ["pss-host-namespaces"];
    }
    if (level === "restricted" && file.startsWith("privileged")) {
        return ["pss-allow-privilege-escalation"];
    }
    return level === "restricted" && file === "allowprivilegeescalation3.yaml" ? ["pss-capabilities-restricted"] : [];
}

/** The rule of an upstream check, by the name of a file of its fixtures; at restricted, overridden checks report as theirs. */
function ruleOf(level: PodSecurityLevel, file: string): string {
    const stem = file.replace(/\d+\.yaml$/, "");
    const overriding: Record<string, string> =
        level === "restricted"
            ? {
                  capabilities_baseline: "capabilities_restricted",
                  hostpathvolumes: "restrictedvolumes",
                  seccompprofile_baseline: "seccompprofile_restricted",
              }
            : {};
    const check = overriding[stem] ?? stem;
    const rule = rules.find(
        (one) => one.target === "podSecurity" && one.checks.some(({ id }) => id.toLowerCase() === check),
    );
    assert.ok(rule !== undefined, `no rule for ${file}`);
    return rule.id;
}

function readCases(root: string): Case[] {
    return levels.flatMap((level) =>
        readdirSync(join(root, level))
            .sort()
            .flatMap((version) =>
                ["pass", "fail"].flatMap((verdict) =>
                    readdirSync(join(root, level, version, verdict)).map((file) => {
                        const text = readFileSync(join(root, level, version, verdict, file), "utf8");
                        const { resources, problems } = fromManifests(file, text);
                        assert.deepEqual([resources.length, problems], [1, []]);
                        const broken = verdict === "pass" ? [] : [ruleOf(level, file), ...alsoBreaks(level, file)];
                        return { level, version, file, pod: resources[0]!, broken: broken.sort() };
                    }),
                ),
            ),
    );
}

describe("Pod Security conformance", () => {
    if (folder === undefined) {
        it("skipped: the conformance files are not beside this project");
        return;
    }
    const cases = readCases(folder);

    it("has all of its files", () => assert.equal(cases.length, 546));

    for (const kind of ["Pod", ...Object.keys(wrappings)]) {
        it(`every file breaks just the rules that it should, as ${kind}`, () => {
            for (const { level, version, file, pod, broken } of cases) {
                const { findings, unknown, errors } = evaluate([wrapped(kind, pod)], {
                    tier: "prod",
                    rules: rules.filter(({ id }) => id.startsWith("pss-")).map(({ id }) => id),
                    pssLevel: level,
                    pssVersion: version,
                });
                assert.deepEqual([unknown, errors], [[], []]);
                const found = [...new Set(findings.map(({ rule }) => rule))].sort();
                assert.deepEqual(found, broken, `${level} ${version} ${file}`);
            }
        });

        it(`every file breaks just the rules that it should through CrossGuard's proxy, as ${kind}`, function () {
            this.timeout(60_000);
            for (const level of levels) {
                for (const version of new Set(cases.map((one) => one.version))) {
                    const own = cases.filter((one) => one.level === level && one.version === version);
                    const options = {
                        tier: "prod",
                        rules: rules.filter(({ id }) => id.startsWith("pss-")).map(({ id }) => id),
                        pssLevel: level,
                        pssVersion: version,
                    } as const;
                    const named = own.map(({ pod }, at) => ({ ...wrapped(kind, pod), urn: `urn:${at}` }));
                    const reported = runCrossguard(named, options);
                    for (const [at, { file, broken }] of own.entries()) {
                        const about = reported.filter(({ urn }) => urn === `urn:${at}`);
                        const found = [...new Set(about.map(({ policy }) => policy))].sort();
                        assert.deepEqual(found, broken, `${level} ${version} ${file}`);
                    }
                }
            }
        });
    }
});
