import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { rules } from "../../policies";
import { componentFixes } from "../../policies/componentFixes";

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

describe("the table of what mends a finding on a component", () => {
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

    for (const [rule, fixes] of Object.entries(componentFixes)) {
        for (const [component, fix] of Object.entries(fixes)) {
            it(`${rule}: ${component} has ${fix.arguments.join(", ")}`, () => {
                assert.ok(rules.some(({ id }) => id === rule));
                const known = argumentsOf(component);
                fix.arguments.forEach((argument) => assert.ok(known.has(argument), argument));
            });
        }
    }
});
