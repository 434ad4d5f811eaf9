import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { unknownValue } from "../../core/values";
import { preview } from "../../engine";
import {
    defineRule,
    evaluate,
    formatObject,
    fromEngine,
    rules,
    violation,
    type PolicyOptions,
    type PolicyResource,
    type Rule,
} from "../../policies";
import { deviations } from "../../policies/deviations";
import { gatedTypes, GoldenGate, weakenings } from "../../policies/goldenGate";
import { toView } from "../../policies/model/kubeObject";
import type { Verdict } from "../../policies/verdict";
import { fingerprintsIn, runCrossguard } from "./crossguardHarness";
import { components, samples, several, type Arguments } from "./goldenGateSamples";
import { asFile, judgedResources, waiver } from "./waivers/samples";

const component = "waymark:index:StandardService shop/api";

/** What a component with these arguments registers. */
async function registered(args: Arguments, type = "StandardService"): Promise<PolicyResource[]> {
    const { resources } = await preview(() => void components[type]!(args));
    return resources.map(fromEngine);
}

/** Object and path of each finding. */
function found(resources: readonly PolicyResource[], rule: string, judging: readonly Rule[] = rules): string[] {
    const { findings } = evaluate(resources, { tier: "prod", rules: [rule] }, judging);
    return findings.map(({ object, path }) => `${formatObject(object)} ${path}`);
}

/** The same as every adapter sees it: the offline engine, an export of the stack, CrossGuard. */
function foundEverywhere(resources: readonly PolicyResource[], options: PolicyOptions, judging = rules): string[] {
    const prints = (judged: readonly PolicyResource[]): string[] =>
        evaluate(judged, options, judging)
            .findings.map(({ fingerprint }) => fingerprint)
            .sort();
    const expected = prints(resources);
    assert.deepEqual(prints([...resources].reverse()), expected);
    assert.deepEqual(fingerprintsIn(runCrossguard(resources, options, judging)), expected);
    return expected;
}

describe("the table of the golden gate", () => {
    for (const { component: type, argument, rule } of deviations) {
        const kind = type.slice(type.lastIndexOf(":") + 1);
        const name = `${kind} ${argument} ${rule}`;
        it(`${name}: one finding, at the component, in every adapter`, async () => {
            const sample = samples[name];
            assert.ok(sample !== undefined, "there is no sample of this row");
            assert.ok(
                rules.some(({ id }) => id === rule),
                "there is no such rule",
            );
            for (const args of sample.weak) {
                const resources = await registered(args, kind);
                const [first, ...others] = found(resources, rule);
                assert.deepEqual(others, []);
                assert.match(first!, new RegExp(`^${type} \\S+ ${argument.replace("*", "\\w+")}$`));
                assert.equal(foundEverywhere(resources, { tier: "prod", rules: [rule] }).length, 1);
            }
            for (const args of sample.fine) {
                assert.deepEqual(found(await registered(args, kind), rule), []);
            }
        });
    }

    it("names components and rules that there are, and has samples for nothing else", () => {
        const rows = deviations.map(
            ({ component: type, argument, rule }) => `${type.split(":")[2]} ${argument} ${rule}`,
        );
        assert.deepEqual(Object.keys(samples).sort(), rows.sort());
        deviations.forEach(({ component: type }) => assert.ok(type.split(":")[2]! in components));
    });

    it("stands in docs/policies.md", () => {
        const lines = readFileSync("docs/policies.md", "utf8").split("\n");
        for (const { component: type, argument, rule } of deviations) {
            const parts = [`| ${type.split(":")[2]} `, `\`${argument.replace("containers.*.", "")}\``, `\`${rule}\``];
            const wanted = argument.startsWith("containers.*.") ? [...parts, "`containers.*"] : parts;
            assert.ok(
                lines.some((line) => wanted.every((part) => line.includes(part))),
                wanted.join(" "),
            );
        }
    });

    it("answers whatever the arguments are", () => {
        const steps = deviations.flatMap(({ argument }) => argument.split(".")).filter((step) => step !== "*");
        const keys = fc.constantFrom(
            ...new Set(steps),
            "ports",
            "protocol",
            "volumes",
            "claim",
            "before",
            "web",
            "kind",
        );
        const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
            tree: fc.oneof(
                { maxDepth: 4, depthSize: "medium" },
                fc.constantFrom<unknown>(unknownValue, null, "none", "0", 0, false, "0.0.0.0/0", "privileged"),
                fc.jsonValue(),
                fc.array(tie("tree"), { maxLength: 2 }),
                fc.dictionary(keys, tie("tree"), { maxKeys: 5 }),
            ),
        }));
        const args = fc.dictionary(keys, tree, { maxKeys: 8 });
        fc.assert(
            fc.property(fc.constantFrom(...gatedTypes), args, (type, inputs) => {
                const { findings } = evaluate([{ type, name: "api", inputs }], { tier: "prod", profile: "all" });
                assert.deepEqual(
                    findings.filter(({ rule }) => rule === "rule-error"),
                    [],
                );
            }),
            { numRuns: 300 },
        );
    });
});

/** Stands for the rule about images: what it says of objects is made by hand. */
const everyImage = defineRule({
    ...{ id: "img-tag-mutable", group: "images", title: "t", severity: "high", why: "w", fix: "f" },
    ...{ target: "object", kinds: ["Deployment"], check: () => [] },
});

describe("what the golden gate remembers", () => {
    const urn = "urn:pulumi:prod::shop::waymark:index:StandardService::api";
    const type = "waymark:index:StandardService";
    const service = (image: string) => toView({ urn, type, name: "api", inputs: { image } });
    const child = toView({
        ...{ type: "kubernetes:apps/v1:Deployment", name: "api", parent: urn, urn: `${urn}-child`, inputs: {} },
    });
    const context = { tier: "prod", params: { tags: ["latest"] }, facts: {} } as const;
    const verdictOn = (image: string): Verdict => ({
        violations: [...weakenings(everyImage, context, service(image))],
        undecided: [],
    });
    const onChild: Verdict = { violations: [violation(child.body, "has it too", "api")], undecided: [] };

    it("is what the last judgement of a component said", () => {
        const gate = new GoldenGate();
        gate.pass(everyImage, verdictOn("acme/api"), service("acme/api"));
        assert.equal(gate.pass(everyImage, onChild, child).violations.length, 0);
        gate.pass(everyImage, verdictOn("acme/api:1"), service("acme/api:1"));
        assert.equal(gate.pass(everyImage, onChild, child).violations.length, 1);
    });

    it("is what the last judgement of a set said", () => {
        const gate = new GoldenGate();
        const both = { ...onChild, violations: [...verdictOn("acme/api").violations, ...onChild.violations] };
        assert.equal(gate.pass(everyImage, both).violations.length, 1);
        assert.equal(gate.pass(everyImage, onChild).violations.length, 1);
    });
});

describe("the golden gate", () => {
    const image = "img-tag-mutable";

    it("says the fact, what to set, and which children it stands for", async () => {
        const { findings } = evaluate(await registered({ image: "acme/api" }), { tier: "prod", rules: [image] });
        const [{ message, fix, severity, level }] = findings as [(typeof findings)[number]];
        assert.equal(message, "the image has no tag, or one that moves (folded into this: Deployment shop/api)");
        assert.equal(fix, 'set `image` of waymark.StandardService "api" to a reference with a version tag or a digest');
        assert.deepEqual([severity, level], ["high", "mandatory"]);
    });

    it("asks only rules that are in force, with their parameters", async () => {
        const resources = await registered({ image: "acme/api:edge" });
        assert.deepEqual(found(resources, image), []);
        const params = { [image]: { tags: ["edge"] } };
        assert.equal(foundEverywhere(resources, { tier: "prod", rules: [image], params }).length, 1);
        const skipped = evaluate(await registered({ image: "acme/api" }), { tier: "prod", skip: [image] });
        assert.ok(skipped.findings.every(({ rule }) => rule !== image));
    });

    it("counts each container for itself", async () => {
        const containers = { web: { image: "acme/web" }, log: { image: "acme/log:1" }, mail: { image: "acme/mail" } };
        const resources = await registered({ ...several, containers });
        assert.deepEqual(found(resources, image), [
            `${component} containers.mail.image`,
            `${component} containers.web.image`,
        ]);
    });

    it("folds nothing that the argument doesn't shape", async () => {
        const resources = await registered({ image: "acme/api" });
        const own = resources.find(({ type }) => type.endsWith(":Deployment"))!;
        const renamed = own.urn!.replace(/api$/, "other");
        const foreign = { ...own, urn: renamed, name: "other" };
        const elsewhere = { ...own, urn: own.urn!.replace("waymark:index:StandardService$", ""), parent: undefined };
        assert.equal(found([...resources, foreign], image).length, 2);
        assert.equal(found([...resources, elsewhere], image).length, 2);
        const containers = { web: { image: "acme/web" }, log: { image: "acme/log:1" } };
        const injected = (await registered({ ...several, containers })).map((resource) =>
            resource.type.endsWith(":Deployment")
                ? (JSON.parse(JSON.stringify(resource).replace("acme/log:1", "acme/log")) as PolicyResource)
                : resource,
        );
        assert.deepEqual(found(injected, image), [
            "Deployment shop/api spec.template.spec.containers[name=log].image",
            `${component} containers.web.image`,
        ]);
    });

    it("folds no container that something else put beside the only one", async () => {
        const resources = (await registered({ image: "acme/api" })).map((resource) => {
            const { spec } = resource.inputs as { spec?: { template?: { spec: { containers: object[] } } } };
            spec?.template?.spec.containers.push({ name: "mesh", image: "mesh" });
            return resource;
        });
        assert.deepEqual(found(resources, image), [
            "Deployment shop/api spec.template.spec.containers[name=mesh].image",
            `${component} image`,
        ]);
    });

    it("leaves what isn't known yet to the children", async () => {
        const withUnknown = async (args: Arguments) =>
            (await registered(args)).map((resource) =>
                resource.type === "waymark:index:StandardService"
                    ? { ...resource, inputs: { ...resource.inputs, image: unknownValue } }
                    : resource,
            );
        const child = "Deployment shop/api spec.template.spec.containers[name=api].image";
        assert.deepEqual(found(await withUnknown({ image: "acme/api" }), image), [child]);
        const { findings, unknown } = evaluate(await withUnknown({}), { tier: "prod", rules: [image] });
        assert.deepEqual([findings, unknown], [[], []]);
    });

    it("is passed with one waiver, at the component", async () => {
        const resources = await registered({ image: "acme/api" });
        const scope = { type: "waymark:index:StandardService", name: "api", namespace: "shop", values: ["acme/api"] };
        const { images, summary } = judgedResources(asFile(waiver({ scope })), resources);
        assert.deepEqual(
            images.map(({ object, waived }) => [formatObject(object), waived?.id]),
            [[component, "W-1"]],
        );
        assert.equal(summary.mandatory, 0);
        const around = { parent: "waymark:index:StandardService", name: "api" };
        assert.equal(judgedResources(asFile(waiver({ scope: around })), resources).summary.mandatory, 0);
        const other = judgedResources(asFile(waiver({ scope: { ...scope, values: ["acme/other"] } })), resources);
        assert.equal(other.summary.mandatory, 1);
    });

    it("knows a reference to a waiver by the component's argument", async () => {
        const scope = { type: "waymark:index:StandardService", name: "api" };
        const run = { requireReference: [image] };
        const summaryWith = async (args: Arguments) =>
            judgedResources(asFile(waiver({ scope })), await registered({ image: "acme/api", ...args }), run).summary;
        assert.equal((await summaryWith({})).mandatory, 1);
        assert.equal((await summaryWith({ waivers: ["W-1"] })).mandatory, 0);
    });

    it("finds a child for itself that CrossGuard is asked about before its component", async () => {
        const resources = await registered({ image: "acme/api" });
        assert.equal(fingerprintsIn(runCrossguard(resources, { tier: "prod", rules: [image] })).length, 1);
        assert.equal(
            fingerprintsIn(runCrossguard([...resources].reverse(), { tier: "prod", rules: [image] })).length,
            2,
        );
    });
});

describe("the golden gate and rules for whole sets", () => {
    /** The same meaning as the rule of this id, as a rule for sets. */
    const noProbe = defineRule({
        id: "plat-no-probe",
        group: "governance",
        target: "set",
        title: "A probe",
        severity: "high",
        why: "of a test",
        fix: "add one",
        *check(set) {
            for (const { body, pod } of set.objects.filter((object) => object.pod !== undefined)) {
                if (pod!.containers.every((container) => container.body.get("livenessProbe").isUnset)) {
                    yield violation(body.get("spec"), "has no probe");
                }
            }
        },
    });

    it("fold too", async () => {
        const resources = await registered({ defaultProbes: false });
        assert.deepEqual(found(resources, noProbe.id, [noProbe]), [`${component} defaultProbes`]);
        const options = { tier: "prod", rules: [noProbe.id] } as const;
        assert.equal(foundEverywhere(resources, options, [noProbe]).length, 1);
    });

    it("know the arguments at the end of a run too, when the engine tells only outputs", async () => {
        const resources = await registered({ defaultProbes: false });
        const options = { tier: "prod" } as const;
        const atTheEnd = resources.map((resource) =>
            resource.type.startsWith("waymark:") ? { ...resource, inputs: { name: "api" } } : resource,
        );
        const reported = runCrossguard(
            resources,
            options,
            [...rules.filter(({ group }) => group === "images"), noProbe],
            atTheEnd,
        );
        const said = reported.filter(({ policy }) => policy === noProbe.id);
        assert.equal(said.length, 1);
        assert.match(said[0]!.message, /^waymark:index:StandardService shop\/api: no probe is declared, and/);
    });
});
