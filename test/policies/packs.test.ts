import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { StandardService } from "../..";
import { preview, startPack, type EngineResource, type Pack, type PackFinding } from "../../engine";
import { SecretValue, unknownValue } from "../../core/values";
import { evaluate, fromEngine, rules } from "../../policies";
import { buildPacksInto } from "./builtPacks";
import { fingerprintsIn } from "./crossguardHarness";
import { knownFixtures, registered } from "./fixtures";

const inPulumi = rules.filter(({ adapters }) => adapters.includes("pulumi"));
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

    buildPacksInto(folder);

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
                pack.info.policies.map(({ name }) => name).sort(),
                inPulumi.flatMap(({ id, group, optIn }) => (group === "aws" || optIn === true ? [] : [id])).sort(),
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

    it("judges as the engine of rules does as an executable too", () =>
        withPack(join(kubernetes, "pack"), "prod", async (pack) => {
            // What is asked of a whole pack, and every rule, is tried with the pack as a folder (packFixtures.test.ts).
            const inProfile = new Set(rules.filter(({ optIn }) => optIn !== true).map(({ id }) => id));
            const judged = knownFixtures().filter(({ rule, file, group, options }) => {
                const isPlain = Object.keys(options).every((key) => ["tier", "rules"].includes(key));
                return (
                    inProfile.has(rule) &&
                    isPlain &&
                    file.startsWith("failure.") &&
                    group === "workload" &&
                    options.tier === "prod"
                );
            });
            assert.ok(judged.length > 5);
            for (const { rule, file, resources, options } of judged) {
                const open = resources.map((one) => ({ ...one, secretsOpen: true as const }));
                const expected = evaluate(open, options).findings.map(({ fingerprint }) => fingerprint);
                const registrations = await registered(resources);
                const single = await Promise.all(registrations.map((one) => pack.analyze(one)));
                const said = [...single.flat(), ...(await pack.analyzeStack(registrations))];
                assert.deepEqual(fingerprintsIn(about(said, rule)), expected.sort(), `${rule} ${file}`);
            }
        }));

    it("finds what a component's argument weakens once, at the component", () =>
        withPack(kubernetes, "prod", async (pack) => {
            const { resources } = await preview(() => {
                const args = { environment: "dev", namespace: "shop", image: "acme/api", defaultProbes: false };
                new StandardService("api", args);
            });
            const said: PackFinding[] = [];
            for (const resource of resources) {
                said.push(...(await pack.analyze(resource)));
            }
            said.push(...(await pack.analyzeStack(resources)));
            const { findings } = evaluate(resources.map(fromEngine), { tier: "prod" });
            assert.deepEqual(fingerprintsIn(said), findings.map(({ fingerprint }) => fingerprint).sort());
            for (const rule of ["img-tag-mutable", "plat-no-probe"]) {
                assert.deepEqual(
                    about(said, rule).map(({ urn }) => urn),
                    [resources.find(({ type }) => type === "waymark:index:StandardService")?.urn],
                );
            }
        }));

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

    it("shows what mandatory rules could not decide, sums it up at the end, and fails where asked to", () =>
        withPack(kubernetes, "prod", async (pack) => {
            const resource = deployment({ image: unknownValue, securityContext: { privileged: unknownValue } });
            const run = async () => [...(await pack.analyze(resource)), ...(await pack.analyzeStack([resource]))];
            const first = await run();
            assert.deepEqual(
                about(first, "pss-privileged").map(({ level }) => level),
                ["advisory"],
            );
            const summary = about(first, "plat-unknown-coverage").map(({ message }) => message);
            assert.match(summary.join(), /verdicts of \d+ mandatory rules could not be given/);
            assert.match(summary.join(), /img-tag-mutable \(1\).*pss-privileged \(1\)/);
            await pack.configure({ "pss-privileged": { properties: { unknown: "mandatory" } } });
            assert.deepEqual(
                about(await run(), "pss-privileged").map(({ level }) => level),
                ["mandatory"],
            );
            const known = deployment({ image: "app:1.0", securityContext: { privileged: true } });
            assert.deepEqual(
                about(await pack.analyze(known), "pss-privileged").map(({ level }) => level),
                ["mandatory"],
            );
        }));

    it("says once for an object that its whole spec is not known", () =>
        withPack(kubernetes, "prod", async (pack) => {
            const resource = deployment({});
            const inputs = { ...resource.inputs, spec: unknownValue };
            const unknown = { ...resource, inputs, outputs: inputs };
            const single = await pack.analyze(unknown);
            assert.ok(single.every(({ message }) => !message.includes("not known yet")));
            const said = about(await pack.analyzeStack([unknown]), "plat-unknown-coverage");
            assert.match(said[0]?.message ?? "", /Deployment shop\/api: not checked, not known yet: spec\./);
            assert.equal(said.length, 2); // and the summary
        }));

    it("mends in place only where asked to, and keeps secrets and unknowns", () =>
        withPack(kubernetes, "prod", async (pack) => {
            const env = [{ name: "TOKEN", value: new SecretValue("s3cr3t") }];
            const securityContext = { privileged: new SecretValue(true), runAsUser: unknownValue };
            const resource = deployment({ image: "app:1.0", env, securityContext });
            assert.deepEqual(await pack.remediate(resource), { policies: [] });
            await pack.configure({
                "pss-privileged": { level: "remediate" },
                "pss-seccomp-restricted": { level: "remediate" },
            });
            const { inputs, policies } = await pack.remediate(resource);
            assert.deepEqual(policies, ["pss-privileged", "pss-seccomp-restricted"]);
            const { spec } = (inputs as { spec: { template: { spec: Record<string, never> } } }).spec.template;
            const { containers, securityContext: ofPod } = spec as unknown as {
                containers: { env: { value: SecretValue }[]; securityContext: Record<string, unknown> }[];
                securityContext: unknown;
            };
            assert.equal(containers[0]!.env[0]!.value.reveal(), "s3cr3t");
            assert.equal(containers[0]!.securityContext["runAsUser"], unknownValue);
            assert.equal((containers[0]!.securityContext["privileged"] as SecretValue).reveal(), false);
            assert.deepEqual(ofPod, { seccompProfile: { type: "RuntimeDefault" } });
            const after = { ...resource, inputs: inputs! };
            assert.deepEqual(await pack.remediate(after), { policies: [] });
            assert.deepEqual(about(await pack.analyze(after), "pss-privileged"), []);
        }));

    it("finds the same with the SDK as it comes as with each resource read once", async () => {
        const resources = [
            deployment({ image: "app", securityContext: { privileged: true } }),
            deployment({ image: unknownValue, args: ["--token", "swordfish-1"] }),
        ];
        const said = async (accelerator: string) => {
            process.env["WAYMARK_POLICY_ACCELERATOR"] = accelerator;
            try {
                return await withPack(kubernetes, "prod", async (pack) => [
                    ...(await Promise.all(resources.map((one) => pack.analyze(one)))).flat(),
                    ...(await pack.analyzeStack(resources)),
                ]);
            } finally {
                delete process.env["WAYMARK_POLICY_ACCELERATOR"];
            }
        };
        assert.deepEqual(await said("off"), await said("on"));
    });

    it("waymark-aws starts too, with the rules for AWS alone", () =>
        withPack(join(folder, "aws"), "prod", ({ info }) => {
            assert.equal(info.name, "waymark-aws");
            const ids = rules.flatMap(({ id, group, optIn }) => (group === "aws" && optIn !== true ? [id] : []));
            assert.deepEqual(info.policies.map(({ name }) => name).sort(), [...ids, "plat-unknown-coverage"].sort());
            return Promise.resolve();
        }));
});
