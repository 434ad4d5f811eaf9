import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { compileFunction } from "node:vm";
import ts from "typescript";
import { parse } from "yaml";
import { z } from "zod";
import { tierSettingsSchema } from "../../environments/tierSettings";
import type { Provisioner } from "../../provisioners/provisioner";
import * as stacks from "../../stacks";
import { readStackConfig, stackConfigSchema } from "../../stacks/config";
import { composed, refusal, score } from "../helpers/compose";

const page = readFileSync(join(__dirname, "../../docs/configuration.md"), "utf8");
const blocks = (language: string): string[] =>
    [...page.matchAll(new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``, "g"))].map(([, text = ""]) => text);

const imagesGivenLater = `apiVersion: score.dev/v1b1
metadata: { name: checkout }
containers: { app: { image: . }, proxy: { image: . } }
`;

describe("docs/configuration.md", () => {
    it("has a row for each key, and each setting of a tier", () => {
        const rows = [...page.matchAll(/^\| `(\w+)` +\|(.*)$/gm)];
        assert.deepEqual(rows.map(([, key]) => key).sort(), Object.keys(stackConfigSchema.shape).sort());
        const settings = rows.find(([, key]) => key === "settings")?.[2] ?? "";
        const named = [...settings.matchAll(/`(\w+)`/g)].map(([, name]) => name);
        assert.deepEqual(named.sort(), Object.keys(tierSettingsSchema.shape).sort());
    });

    for (const text of blocks("yaml")) {
        it("shows a configuration that is accepted", async () => {
            const { config } = parse(text) as { config: Record<string, unknown> };
            const entries = Object.entries(config).map(([key, value]) => [key.replace("waymark:", ""), value]);
            const values = Object.fromEntries(entries) as Record<string, unknown>;
            const images = Object.hasOwn(values, "images");
            const read = readStackConfig({ stack: images ? "staging" : "qa", values });
            assert.equal(images ? "staging" : read.environments["qa"]?.tier, "staging");
            const file = images ? imagesGivenLater : score("web");
            await composed({ files: { "a.yaml": file }, stack: read.environment, values });
        });
    }

    it("shows a provisioner that works", async () => {
        const text = score(
            "web",
            "resources:\n  cache: {type: redis}",
            'variables: {P: "${resources.cache.password}"}',
        );
        const { one } = await composed({ files: { "a.yaml": text }, provisioners: [provisionerIn(blocks("ts")[0])] });
        assert.match(
            JSON.stringify(one("Deployment", "web").inputs),
            /"secretKeyRef":\{"key":"password","name":"redis"\}/,
        );
        assert.ok(one("NetworkPolicy", "web-to-cache"));
    });

    it("shows a provisioner that changes the workload", async () => {
        const text = score("web", "resources:\n  reports: {type: report-store, params: {role: writer}}");
        const { one } = await composed({ files: { "a.yaml": text }, provisioners: [provisionerIn(blocks("ts")[1])] });
        const deployment = JSON.stringify(one("Deployment", "web").inputs);
        assert.match(
            deployment,
            /"REPORTS_KEY","valueFrom":\{"secretKeyRef":\{"key":"key","name":"web-reports-key"\}\}/,
        );
        assert.match(deployment, /"mountPath":"\/spool"/);
        const account = one("ServiceAccount", "web").inputs["metadata"] as { annotations: object };
        assert.deepEqual(account.annotations, { "reports.example.com/role": "writer" });
        assert.ok(one("Secret", "web-reports-key"));
        const same = text.replace("image:", "variables: {REPORTS_URL: x}\n    image:");
        const [problem] = await refusal({ files: { "a.yaml": same }, provisioners: [provisionerIn(blocks("ts")[1])] });
        assert.match(
            problem?.message ?? "",
            /"reports" sets the variable "REPORTS_URL", and the workload "web" itself/,
        );
    });
});

/** Runs a module that the page shows; its default export. */
function provisionerIn(module = ""): Provisioner {
    const { outputText } = ts.transpileModule(module, {
        compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, esModuleInterop: true },
    });
    const exports: { default?: Provisioner } = {};
    const modules: Record<string, unknown> = { "waymark/stacks": stacks, zod: { z } };
    const load = (name: string): unknown => modules[name] ?? (createRequire(__filename)(name) as unknown);
    const run = compileFunction(outputText, ["require", "exports"]) as (...args: unknown[]) => void;
    run(load, exports);
    assert.ok(exports.default);
    return exports.default;
}
