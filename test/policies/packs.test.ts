import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { startPack, type EngineResource, type Pack, type PackFinding } from "../../engine";
import { unknownValue } from "../../core/values";
import { evaluate, rules } from "../../policies";
import { fingerprintsIn } from "./crossguardHarness";
import { asPulumi, readFixtures } from "./fixtures";

const folder = resolve(".cache", "packs-under-test");
const kubernetes = join(folder, "kubernetes");

function registration(type: string, name: string, inputs: Record<string, unknown>): EngineResource {
    const urn = `urn:pulumi:dev::shop::${type}::${name}`;
    const none = { dependencies: [], propertyDependencies: {}, options: {} };
    return { urn, type, name, custom: true, remote: false, inputs, outputs: inputs, ...none };
}

function deployment(container: Record<string, unknown>): EngineResource {
    const spec = {
        template: { metadata: { labels: { app: "api" } }, spec: { containers: [{ name: "app", ...container }] } },
    };
    return registration("kubernetes:apps/v1:Deployment", "api", { metadata: { name: "api", namespace: "shop" }, spec });
}

async function withPack<T>(path: string, stack: string, use: (pack: Pack) => Promise<T>): Promise<T> {
    const pack = await startPack(path, { stack });
    try {
        return await use(pack);
    } finally {
        await pack.stop();
    }
}

function about(findings: readonly PackFinding[], policy: string): PackFinding[] {
    return findings.filter((finding) => finding.policy === policy);
}

describe("the pack waymark-kubernetes over the Analyzer protocol", function () {
    this.timeout(60_000);

    before(() => {
        const { status, stderr } = spawnSync(process.execPath, ["scripts/buildPacks.mjs", folder], {
            encoding: "utf8",
        });
        assert.equal(status, 0, stderr);
    });
    after(() => rmSync(folder, { recursive: true, force: true }));

    it("describes itself: one policy per rule, levels by the stack's tier", async () => {
        const version = (JSON.parse(readFileSync("package.json", "utf8")) as { version: string }).version;
        const levels = (pack: Pack) => new Map(pack.info.policies.map(({ name, level }) => [name, level]));
        const dev = await withPack(kubernetes, "dev", (pack) => {
            assert.deepEqual([pack.info.name, pack.info.version], ["waymark-kubernetes", version]);
            assert.deepEqual(
                pack.info.policies.map(({ name }) => name),
                rules.map(({ id }) => id),
            );
            return Promise.resolve(levels(pack));
        });
        const prod = await withPack(kubernetes, "shop-prod", (pack) => Promise.resolve(levels(pack)));
        const of = (id: string) => [dev.get(id), prod.get(id)];
        assert.deepEqual(of("img-tag-mutable"), ["advisory", "mandatory"]);
        assert.deepEqual(of("rel-cpu-request"), ["advisory", "mandatory"]);
        assert.deepEqual(of("wl-secret-in-env-literal"), ["mandatory", "mandatory"]);
        assert.deepEqual(of("plat-no-probe"), ["advisory", "advisory"]);
    });

    for (const [form, path] of [
        ["folder", kubernetes],
        ["executable", join(kubernetes, "pack")],
    ] as const) {
        it(`judges as the engine of rules does, started as ${form}`, () =>
            withPack(path, "prod", async (pack) => {
                const unconfigured = readFixtures().filter(({ options }) => Object.keys(options).length === 2);
                assert.ok(unconfigured.length > 20);
                for (const { rule, file, resources, options } of unconfigured) {
                    const expected = evaluate(resources, options).findings.map(({ fingerprint }) => fingerprint);
                    const registrations = resources.map((resource, index) => {
                        const { urn, type, name, inputs } = asPulumi(resource, index);
                        return { ...registration(type, name, inputs), urn: urn! };
                    });
                    const single = await Promise.all(registrations.map((one) => pack.analyze(one)));
                    const all = [...single.flat(), ...(await pack.analyzeStack(registrations))];
                    assert.deepEqual(fingerprintsIn(about(all, rule)), expected.sort(), `${rule} ${file}`);
                }
            }));
    }

    it("judges what is known beside what isn't, and only advises about the rest", () =>
        withPack(kubernetes, "prod", async (pack) => {
            const findings = await pack.analyze(
                deployment({ image: unknownValue, env: [{ name: "PASSWORD", value: "swordfish" }] }),
            );
            const [image, ...more] = about(findings, "img-tag-mutable");
            assert.equal(more.length, 0);
            assert.equal(image?.level, "advisory");
            assert.match(
                image.message,
                /not known yet: spec\.template\.spec\.containers\[name=app\]\.image\. It is judged again at the update/,
            );
            const [secret] = about(findings, "wl-secret-in-env-literal");
            assert.equal(secret?.level, "mandatory");
            assert.match(
                secret.message,
                /Why: .* Fix: .* Ref: docs\/rules\/wl-secret-in-env-literal\.md \[wl-secret-in-env-literal .* fp=[0-9a-f]{16}\]$/,
            );
            assert.ok(!JSON.stringify(findings).includes("swordfish"));
        }));

    it("is configured per rule: level, parameters, and what an unknown does", () =>
        withPack(join(kubernetes, "pack"), "prod", async (pack) => {
            const mutable = async (image: unknown) =>
                about(await pack.analyze(deployment({ image })), "img-tag-mutable").map(({ level }) => level);
            await pack.configure({ "img-tag-mutable": { properties: { tags: ["edge"], unknown: "mandatory" } } });
            assert.deepEqual(await mutable("app:edge"), ["mandatory"]);
            assert.deepEqual(await mutable("app:latest"), []);
            assert.deepEqual(await mutable(unknownValue), ["mandatory"]);
            await pack.configure({ "img-tag-mutable": { level: "advisory", properties: { unknown: "ignore" } } });
            assert.deepEqual(await mutable("app:latest"), ["advisory"]);
            assert.deepEqual(await mutable(unknownValue), []);
            await pack.configure({ "img-tag-mutable": { level: "disabled" } });
            assert.deepEqual(await mutable("app:latest"), []);
        }));
});
