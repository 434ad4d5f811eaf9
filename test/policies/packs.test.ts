import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { startPack, type EngineResource, type Pack, type PackFinding, type PolicySettings } from "../../engine";
import { SecretValue, unknownValue } from "../../core/values";
import { evaluate, rules } from "../../policies";
import { fingerprintsIn } from "./crossguardHarness";
import { knownFixtures, registered } from "./fixtures";

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

    it("as an executable too takes the tier from the stack, which it is told by the first call alone", async () => {
        const level = (stack: string) =>
            withPack(join(kubernetes, "pack"), stack, ({ info }) =>
                Promise.resolve(info.policies.find(({ name }) => name === "rel-cpu-request")?.level),
            );
        assert.deepEqual([await level("dev"), await level("shop-prod")], ["advisory", "mandatory"]);
    });

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
                const all = knownFixtures();
                // The version of the Pod Security Standards is one constant in a pack; no configuration changes it.
                const judged = all.filter(({ options }) => options.pssVersion === undefined);
                assert.ok(all.length - judged.length <= 1);
                for (const { rule, file, resources, options } of judged) {
                    const { params = {} } = options;
                    assert.deepEqual({ ...options, params }, { tier: "prod", rules: [rule], params });
                    const settings = Object.entries(params).map(([id, properties]) => [id, { properties }]);
                    await pack.configure(Object.fromEntries(settings) as Record<string, PolicySettings>);
                    const expected = evaluate(resources, options).findings.map(({ fingerprint }) => fingerprint);
                    const registrations = await registered(resources);
                    const single = await Promise.all(registrations.map((one) => pack.analyze(one)));
                    const said = [...single.flat(), ...(await pack.analyzeStack(registrations))];
                    assert.deepEqual(fingerprintsIn(about(said, rule)), expected.sort(), `${rule} ${file}`);
                }
            }));
    }

    it("never shows the value of anything that the program marked as a secret", () =>
        withPack(kubernetes, "prod", async (pack) => {
            const secret = new SecretValue("s3cr3t-VALUE-of-somebody");
            const env = [
                { name: "PASSWORD", value: secret },
                { name: "OTHER", value: secret },
            ];
            const resource = deployment({ image: secret, env, args: ["--token", secret], command: [secret] });
            const labelled = { ...resource.inputs, metadata: { name: "api", labels: { team: secret, app: secret } } };
            const resources = [resource, { ...resource, inputs: labelled, outputs: labelled }];
            const said = [
                ...(await Promise.all(resources.map((one) => pack.analyze(one)))).flat(),
                ...(await pack.analyzeStack([resource])),
            ];
            assert.ok(about(said, "wl-secret-in-env-literal").length > 0);
            assert.doesNotMatch(JSON.stringify(said), /s3cr3t-VALUE/);
        }));

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
