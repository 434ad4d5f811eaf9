import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import fc from "fast-check";
import * as waymark from "../..";
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
import { fingerprintsIn, runCrossguard } from "./crossguardHarness";
import { asFile, judgedResources, waiver } from "./waivers/samples";

type Arguments = Record<string, unknown>;

const component = "waymark:index:StandardService shop/api";
const base = { environment: "dev", namespace: "shop", team: "shop", image: "acme/api:1.0" };
const several = { ...base, image: undefined };

const edge = (cidr: string) => ({ office: { cidr, ports: [{ port: 443 }] } });
const acceptsFrom = {
    weak: ["0.0.0.0/0", "::/0"].map((cidr) => ({ acceptsFrom: edge(cidr) })),
    fine: [{ acceptsFrom: edge("169.254.0.0/16") }],
};

/** For each row of the table arguments with which it holds, and such with which it doesn't. */
const samples: Record<string, { weak: Arguments[]; fine: Arguments[] }> = {
    "StandardService image img-tag-mutable": {
        weak: [{ image: "acme/api" }, { image: "acme/api:latest" }],
        fine: [{ image: `acme/api:latest@sha256:${"0".repeat(64)}` }],
    },
    "StandardService containers.*.image img-tag-mutable": {
        weak: [{ ...several, containers: { web: { image: "acme/api" }, log: { image: "acme/log:2" } } }],
        fine: [{ ...several, containers: { web: { image: "acme/api:1" } } }],
    },
    "StandardService defaultProbes plat-no-probe": {
        weak: [
            { defaultProbes: false },
            { ...several, defaultProbes: false, containers: { web: { image: "acme/api:1" } } },
        ],
        fine: [{ defaultProbes: true }, { defaultProbes: false, livenessProbe: { exec: { command: ["alive"] } } }],
    },
    ...requestSamples("cpu"),
    ...requestSamples("memory"),
    "StandardService resources.limits.memory rel-memory-limit": {
        weak: [{ resources: { limits: { memory: "0" } } }],
        fine: [{ resources: { limits: { memory: "900Mi" } } }],
    },
    "StandardService containers.*.resources.limits.memory rel-memory-limit": {
        weak: [
            {
                ...several,
                containers: {
                    web: { image: "acme/web:1" },
                    log: { image: "acme/log:1", resources: { limits: { memory: "0" } } },
                },
            },
        ],
        fine: [
            {
                ...several,
                containers: {
                    web: { image: "acme/web:1" },
                    init: {
                        image: "acme/init:1",
                        resources: { limits: { memory: "0" } },
                        before: { web: { ready: "complete" } },
                    },
                },
            },
        ],
    },
    "StandardService replicas rel-min-replicas": {
        weak: [{ replicas: 1 }, { replicas: 1, autoscaling: { enabled: false } }],
        fine: [
            { replicas: 2 },
            { replicas: 0 },
            { replicas: 1, kind: "StatefulSet" },
            { replicas: 1, volumes: { data: { existingClaim: "data" } }, mounts: { "/data": { volume: "data" } } },
            { replicas: 1, volumes: { data: { claim: { size: "1Gi" } } }, mounts: { "/data": { volume: "data" } } },
        ],
    },
    "StandardService autoscaling.minReplicas rel-hpa-bounds": {
        weak: [{ autoscaling: { minReplicas: 1 } }, { autoscaling: { enabled: true, minReplicas: 1 } }],
        fine: [{ autoscaling: { minReplicas: 2 } }],
    },
    "StandardService autoscaling.maxReplicas rel-hpa-bounds": {
        weak: [{ autoscaling: { maxReplicas: 3 } }, { autoscaling: { minReplicas: 4, maxReplicas: 4 } }],
        fine: [{ autoscaling: { maxReplicas: 4 } }, { autoscaling: { minReplicas: 2, maxReplicas: 3 } }],
    },
    "StandardService connectsTo.*.cidr net-netpol-too-open": {
        weak: ["0.0.0.0/0", "::/0", "169.254.0.0/16"].map((cidr) => ({ connectsTo: edge(cidr) })),
        fine: [{ connectsTo: edge("10.0.0.0/8") }],
    },
    "StandardService acceptsFrom.*.cidr net-netpol-too-open": acceptsFrom,
    "PostgresDatabase acceptsFrom.*.cidr net-netpol-too-open": acceptsFrom,
    "StandardService protection plat-delete-protection": {
        weak: [
            {
                environment: "prod",
                protection: "none",
                volumes: { data: { claim: { size: "1Gi" } } },
                mounts: { "/data": { volume: "data" } },
            },
        ],
        fine: [{ environment: "prod", protection: "none" }],
    },
    "PostgresDatabase protection plat-delete-protection": {
        weak: [{ environment: "prod", protection: "none" }],
        fine: [{ environment: "prod", protection: "tier" }],
    },
    "TeamNamespace podSecurity.level gov-namespace-guardrails": {
        weak: [{ podSecurity: { level: "privileged" } }],
        fine: [{ podSecurity: { level: "baseline" } }],
    },
};

function requestSamples(unit: "cpu" | "memory"): typeof samples {
    const flat = (kind: string) => ({
        weak: [{ resources: { [kind]: { [unit]: "0" } } }],
        fine: [{ resources: { [kind]: { [unit]: "900Mi" } } }],
    });
    const ofSeveral = (kind: string) => {
        const log = (amount: string, before?: object) => {
            const resources = { [kind]: { [unit]: amount } };
            const containers = { web: { image: "acme/web:1" }, log: { image: "acme/log:1", resources, before } };
            return { ...several, containers };
        };
        return {
            weak: [log("0"), log("0.0", { web: { ready: "started" } })],
            fine: [log("900Mi"), log("0", { web: { ready: "complete" } })],
        };
    };
    return {
        [`StandardService resources.requests.${unit} rel-${unit}-request`]: flat("requests"),
        [`StandardService resources.limits.${unit} rel-${unit}-request`]: flat("limits"),
        [`StandardService containers.*.resources.requests.${unit} rel-${unit}-request`]: ofSeveral("requests"),
        [`StandardService containers.*.resources.limits.${unit} rel-${unit}-request`]: ofSeveral("limits"),
    };
}

const components: Record<string, (args: Arguments) => unknown> = {
    StandardService: (args) => new waymark.StandardService("api", { ...base, ...args }),
    PostgresDatabase: (args) => new waymark.PostgresDatabase("api", { environment: "dev", namespace: "shop", ...args }),
    TeamNamespace: (args) => new waymark.TeamNamespace("api", { environment: "dev", ...args }),
};

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
        deviations.forEach(({ component: type }) => assert.ok(type.split(":")[2]! in waymark));
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
        const value = fc.oneof(
            { arbitrary: fc.jsonValue(), weight: 3 },
            { arbitrary: fc.constant(unknownValue), weight: 1 },
        );
        const keys = ["image", "containers", "defaultProbes", "ports", "resources"];
        const settings = fc.dictionary(fc.constantFrom("image", "resources", "before", "requests", "limits"), value);
        const args = fc.dictionary(fc.constantFrom(...keys), fc.oneof(value, fc.dictionary(fc.string(), settings)));
        fc.assert(
            fc.property(args, (inputs) => {
                const type = "waymark:index:StandardService";
                const { findings } = evaluate([{ type, name: "api", inputs }], { tier: "prod", profile: "all" });
                assert.deepEqual(
                    findings.filter(({ rule }) => rule === "rule-error"),
                    [],
                );
            }),
        );
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
