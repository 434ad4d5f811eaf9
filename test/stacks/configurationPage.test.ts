import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { compileFunction } from "node:vm";
import ts from "typescript";
import { parse } from "yaml";
import { z } from "zod";
import { tierSettingsSchema } from "../../environments/tierSettings";
import type { Provisioner } from "../../provisioners/provisioner";
import * as stacks from "../../stacks";
import { readStackConfig, stackConfigSchema } from "../../stacks/config";
import { composed, score } from "../helpers/compose";

const page = readFileSync(join(__dirname, "../../docs/configuration.md"), "utf8");
const block = (language: string): string => new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``).exec(page)?.[1] ?? "";

describe("docs/configuration.md", () => {
    it("has a row for each key, and each setting of a tier", () => {
        const rows = [...page.matchAll(/^\| `(\w+)` +\|(.*)$/gm)];
        assert.deepEqual(rows.map(([, key]) => key).sort(), Object.keys(stackConfigSchema.shape).sort());
        const settings = rows.find(([, key]) => key === "settings")?.[2] ?? "";
        const named = [...settings.matchAll(/`(\w+)`/g)].map(([, name]) => name);
        assert.deepEqual(named.sort(), Object.keys(tierSettingsSchema.shape).sort());
    });

    it("shows a configuration that is accepted", () => {
        const { config } = parse(block("yaml")) as { config: Record<string, unknown> };
        const entries = Object.entries(config).map(([key, value]) => [key.replace("waymark:", ""), value]);
        const read = readStackConfig({ stack: "qa", values: Object.fromEntries(entries) as Record<string, unknown> });
        assert.equal(read.environments["qa"]?.tier, "staging");
    });

    it("shows a provisioner that works", async () => {
        const { outputText } = ts.transpileModule(block("ts"), {
            compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, esModuleInterop: true },
        });
        const exports: { default?: Provisioner } = {};
        const load = (name: string): unknown => (name === "waymark/stacks" ? stacks : { z });
        const run = compileFunction(outputText, ["require", "exports"]) as (...args: unknown[]) => void;
        run(load, exports);
        const text = score(
            "web",
            "resources:\n  cache: {type: redis}",
            'variables: {P: "${resources.cache.password}"}',
        );
        const { one } = await composed({ files: { "a.yaml": text }, provisioners: [exports.default!] });
        assert.match(
            JSON.stringify(one("Deployment", "web").inputs),
            /"secretKeyRef":\{"key":"password","name":"redis"\}/,
        );
        assert.ok(one("NetworkPolicy", "web-to-cache"));
    });
});
