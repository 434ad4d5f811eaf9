import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Ajv2020 from "ajv/dist/2020";
import { parse } from "yaml";
import { dayAfter, toDay } from "../../policies/waivers/days";
import { waymarkIn } from "./commandHarness";

const today = toDay(new Date());
const manifest = `apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: shop}
spec: {template: {spec: {containers: [{name: app, image: x}]}}}
`;
const waiver = (id: string, changes: object = {}): object => ({
    id,
    rules: ["img-tag-mutable"],
    scope: { kind: "Deployment", name: "api", namespace: "shop" },
    reason: "the vendor has no tags",
    requestedBy: "api@example.com",
    approvedBy: ["sec@example.com"],
    approvedAt: dayAfter(today, -10),
    expires: dayAfter(today, 40),
    ...changes,
});

/** The block `exceptions` of a policy pack's configuration, as reference/policies.md gives it. */
const exceptionsSchema = {
    type: "object",
    required: ["exceptions"],
    additionalProperties: false,
    properties: {
        exceptions: {
            type: "object",
            additionalProperties: {
                type: "object",
                required: ["policies", "resources", "reason"],
                additionalProperties: false,
                properties: {
                    policies: { type: "array", minItems: 1, items: { type: "string", pattern: "^[^*]+$" } },
                    stacks: { type: "array", minItems: 1, items: { type: "string", pattern: "^[^/]+/[^/]+$" } },
                    resources: {
                        type: "array",
                        minItems: 1,
                        items: {
                            type: "object",
                            minProperties: 1,
                            additionalProperties: false,
                            properties: {
                                urn: { type: "string" },
                                type: { type: "string" },
                                name: { type: "string" },
                                properties: { type: "object", additionalProperties: { type: "string" } },
                            },
                        },
                    },
                    reason: { type: "string" },
                },
            },
        },
    },
};

describe("waymark waiver", () => {
    let folder = "";
    const waymark = (...argv: string[]) => waymarkIn(folder, ...argv);
    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), "waymark-"));
        mkdirSync(join(folder, "waivers"));
        writeFileSync(join(folder, "a.yaml"), manifest);
        writeFileSync(join(folder, "waivers/approvers.yaml"), "approvers: {sec@example.com: [high, medium]}\n");
    });
    afterEach(() => rmSync(folder, { recursive: true }));
    const write = (...waivers: object[]): void =>
        writeFileSync(join(folder, "waivers/all.yaml"), JSON.stringify(waivers));
    const check = (...argv: string[]) =>
        waymark("policy", "check", "--profile", "restricted", "--rules", "img-tag-mutable,rel-cpu-request", ...argv);

    it("new drafts what covers the findings of a report once it is approved, and not before", async () => {
        await check("--format", "json=report.json", "a.yaml");
        const draft = await waymark(
            "waiver",
            "new",
            "--from-report",
            "report.json",
            "--requested-by",
            "api@example.com",
        );
        assert.equal(draft.status, 0);
        assert.match(draft.err, /fill in what says TODO/);
        writeFileSync(join(folder, "waivers/api.yaml"), draft.out);
        assert.equal((await check("--waivers", "waivers", "a.yaml")).status, 1);
        const drafted = parse(draft.out) as { rules: string[]; expires: string; scope: object }[];
        const scope = (field: string) => ({
            ...{ kind: "Deployment", name: "api", namespace: "shop" },
            paths: [`spec.template.spec.containers[name=app].${field}`],
        });
        // Each rule has one of its own: paths of one rule may stand above what another one finds.
        assert.deepEqual(
            drafted.map(({ rules, expires, scope: own }) => [rules, expires, own]),
            [
                [["img-tag-mutable"], dayAfter(today, 90), scope("image")],
                [["rel-cpu-request"], dayAfter(today, 180), scope("resources.requests.cpu")],
            ],
        );
        const approved = draft.out.replaceAll(/"TODO: somebody[^"]*"/g, "sec@example.com");
        writeFileSync(join(folder, "waivers/api.yaml"), approved);
        const { status, out } = await check("--waivers", "waivers", "a.yaml");
        assert.equal(status, 0, out);
    });

    it("new drafts for one finding only, and tells where there is none", async () => {
        await check("--format", "json=report.json", "a.yaml");
        const none = await waymark("waiver", "new", "--from-report", "report.json", "--finding", "0000");
        assert.deepEqual([none.status, none.out], [0, ""]);
        for (const [argv, message] of [
            [[], "--from-report FILE is required"],
            [["--from-report", "none.json"], "there is no such file"],
            [["--from-report", "a.yaml"], "--format json=FILE"],
        ] as const) {
            const { status, err } = await waymark("waiver", "new", ...argv);
            assert.deepEqual([status, err.includes(message)], [2, true], err);
        }
    });

    it("list tells the state of each, what ends first above", async () => {
        write(
            waiver("W-1"),
            waiver("W-2", { expires: dayAfter(today, 14) }),
            waiver("W-3", { expires: dayAfter(today, -1) }),
            waiver("W-4", { rules: ["img-tag"] }),
        );
        const { status, out } = await waymark("waiver", "list", "--format", "json");
        assert.equal(status, 1);
        assert.deepEqual(
            (JSON.parse(out) as { id: string; state: string }[]).map(({ id, state }) => [id, state]),
            [
                ["W-4", "ignored"],
                ["W-3", "expired"],
                ["W-2", "expiring"],
                ["W-1", "valid"],
            ],
        );
        const text = await waymark("waiver", "list");
        assert.match(text.out, new RegExp(`expiring  W-2 +${dayAfter(today, 14)}, 14 days +img-tag-mutable`));
        write(waiver("W-1"));
        assert.equal((await waymark("waiver", "list")).status, 0);
    });

    it("list exports exceptions of that shape, and names what would get wider", async () => {
        write(
            waiver("W-1"),
            waiver("W-2", { scope: { name: "a*", type: "aws:s3/bucket:Bucket", project: "shop", stacks: ["prod-*"] } }),
            waiver("W-3", { scope: { name: "api", container: "app", paths: ["spec"] } }),
            waiver("W-4", { expires: dayAfter(today, -1) }),
            waiver("W-5", { scope: { name: "api", stacks: ["prod"] } }),
        );
        const { status, out, err } = await waymark("waiver", "list", "--format", "pulumi-exceptions");
        assert.equal(status, 0);
        const exported = JSON.parse(out) as { exceptions: Record<string, unknown> };
        const valid = new Ajv2020({ allErrors: true }).compile(exceptionsSchema);
        assert.ok(valid(exported), JSON.stringify(valid.errors));
        assert.deepEqual(exported.exceptions["W-1"], {
            policies: ["img-tag-mutable"],
            resources: [
                {
                    type: "kubernetes:*/*:Deployment",
                    properties: { "metadata.namespace": "shop", "metadata.name": "api" },
                },
            ],
            reason: `W-1, until ${dayAfter(today, 40)}: the vendor has no tags`,
        });
        assert.deepEqual(Object.keys(exported.exceptions), ["W-1", "W-2"]);
        assert.match(err, /^experimental: /);
        assert.match(err, /not exported: W-3: exceptions know no container and no paths\n/);
        assert.match(err, /not exported: W-4: it has expired\n/);
        assert.match(err, /not exported: W-5: exceptions name stacks together with their project\n/);
    });

    it("preview asks the waivers beside Pulumi.yaml, or in the folder that is configured", async () => {
        writeFileSync(join(folder, "Pulumi.yaml"), "name: shop\nruntime: nodejs\n");
        writeFileSync(
            join(folder, "score.yaml"),
            "apiVersion: score.dev/v1b1\nmetadata: {name: api}\ncontainers: {api: {image: ghcr.io/acme/api:edge}}\n",
        );
        const configure = (policy: object): void =>
            writeFileSync(join(folder, "Pulumi.prod.yaml"), JSON.stringify({ config: { "waymark:policy": policy } }));
        const params = { "img-tag-mutable": { tags: ["edge"] } };
        configure({ params });
        const scope = { name: "api", parent: "waymark:index:StandardService", project: "shop", stacks: ["prod"] };
        const preview = (...argv: string[]) => waymark("preview", "--environment", "prod", ...argv, "score.yaml");
        const before = await preview();
        assert.equal(before.status, 1, before.err);
        write(waiver("W-1", { scope }));
        const { status, out, err } = await preview();
        assert.equal(status, 0, out + err);
        assert.match(out, /\nWaived\n {2}img-tag-mutable {2}waymark:index:StandardService \S+: waiver W-1 until /);
        configure({ params, waivers: "none" });
        const missing = await preview();
        assert.deepEqual([missing.status, missing.err.includes("the folder of waivers can't be read")], [2, true]);
    });
});
