import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { rules, type Rival } from "../../policies";
import { sharedPath } from "../helpers/shared";

describe("rules as data", () => {
    it("have ids that say their file, once each", () => {
        assert.equal(new Set(rules.map(({ id }) => id)).size, rules.length);
        for (const { id, group } of rules) {
            assert.ok(existsSync(join("policies", "rules", group, `${id}.ts`)), id);
            assert.equal(id.startsWith("pss-"), group === "pod-security", id);
        }
    });

    it("say why and how in texts that fit a message, and more on their pages", () => {
        for (const { id, title, why, fix, details, since } of rules) {
            assert.ok(details.length > 100 && /^\d+\.\d+\.\d+$/.test(since), id);
            assert.ok(title.length <= 60 && /^[A-Z]/.test(title) && !title.endsWith("."), id);
            assert.ok(why.length <= 140 && !why.endsWith(".") && !why.includes("\n"), id);
            assert.ok(!fix.endsWith(".") && !fix.includes("\n"), id);
        }
    });

    it("name every id of other tools that the catalogue maps to them", function () {
        const file = sharedPath("conformance", "policy", "rule-map.json");
        if (file === undefined) {
            this.test!.title += " (skipped: the conformance files are not beside this project)";
            return;
        }
        const map = JSON.parse(readFileSync(file, "utf8")) as Record<string, Record<string, string[]>>;
        for (const { id, rivals } of rules) {
            for (const [tool, checks] of Object.entries(map)) {
                const mapped = Object.entries(checks).flatMap(([theirs, ours]) =>
                    ours.filter((text) => text.split(" ")[0] === id).map((text) => theirs + text.slice(id.length)),
                );
                assert.deepEqual([...(rivals[tool as Rival] ?? [])].sort(), mapped.sort(), `${id}: ${tool}`);
            }
        }
    });

    for (const script of ["ruleIndex", "ruleDocs"]) {
        it(`what scripts/${script}.mjs writes is up to date`, function () {
            this.timeout(30_000);
            const { status, stderr } = spawnSync(process.execPath, [`scripts/${script}.mjs`, "--check"], {
                encoding: "utf8",
            });
            assert.equal(status, 0, stderr);
        });
    }

    it("have fixtures for no rule that there isn't", () => {
        const known = new Set(rules.map(({ group, id }) => `${group}/${id}`));
        const folder = join(__dirname, "rules");
        for (const group of readdirSync(folder)) {
            readdirSync(join(folder, group)).forEach((id) => assert.ok(known.has(`${group}/${id}`), id));
        }
    });
});

describe("what mends a finding on a component", () => {
    /** Fields of the args interface and of the interfaces of the same file that it extends. */
    function argumentsOf(component: string): Set<string> {
        const folder = component.charAt(0).toLowerCase() + component.slice(1);
        const source = readFileSync(join("components", folder, "args.ts"), "utf8");
        const fields = (name: string): string[] => {
            const match = new RegExp(`export interface ${name}(?: extends (\\w+))? \\{([^]*?)\\n\\}`).exec(source);
            assert.ok(match !== null, name);
            const own = [...match[2]!.matchAll(/^ {4}(\w+)\??:/gm)].map(([, field]) => field!);
            return match[1] === undefined ? own : [...own, ...fields(match[1])];
        };
        return new Set(fields(`${component}Args`));
    }

    for (const { id, componentFixes } of rules) {
        for (const [component, fix] of Object.entries(componentFixes)) {
            it(`${id}: ${component} has ${fix.arguments.join(", ")}`, () => {
                const known = argumentsOf(component);
                fix.arguments.forEach((argument) => assert.ok(known.has(argument), argument));
            });
        }
    }
});
