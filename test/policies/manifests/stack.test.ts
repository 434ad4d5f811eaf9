import assert from "node:assert/strict";
import type { SecretValue } from "../../../core/values";
import { unknownValue } from "../../../core/values";
import { evaluate, fromManifests } from "../../../policies";

const urn = (name: string, type = "kubernetes:core/v1:Pod"): string => `urn:pulumi:prod::shop::${type}::${name}`;
const inputs = (image: unknown): object => ({
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: "a" },
    spec: { containers: [{ name: "app", image }] },
});
const signature = "4dabf18193072939515e22adb298388d";
const secret = { [signature]: "1b47061264138c4ac30d75fd1eb44270" };
const unknownText = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

const asJson = (value: unknown): string => JSON.stringify(value, undefined, 2);

/** The line in which a text first stands. */
const lineOf = (json: string, text: string): number => json.slice(0, json.indexOf(text)).split("\n").length;

/** Findings on mutable tags: name, line, path. */
function judged(json: string): unknown[] {
    const { resources, problems } = fromManifests("stack.json", json);
    assert.deepEqual(problems, []);
    const { findings } = evaluate(resources, { tier: "prod", rules: ["img-tag-mutable"] });
    return findings.map(({ object, line, path }) => [object.urn, line, path]);
}

describe("stacks and previews", () => {
    it("reads the export of a stack, without what goes or is only read", () => {
        const json = asJson({
            version: 3,
            deployment: {
                manifest: {},
                resources: [
                    { urn: urn("shop-prod", "pulumi:pulumi:Stack"), type: "pulumi:pulumi:Stack" },
                    { urn: urn("a"), type: "kubernetes:core/v1:Pod", custom: true, inputs: inputs("x"), outputs: {} },
                    { urn: urn("old"), type: "kubernetes:core/v1:Pod", delete: true, inputs: inputs("x") },
                    { urn: urn("read"), type: "kubernetes:core/v1:Pod", external: true, inputs: inputs("x") },
                ],
            },
        });
        assert.deepEqual(judged(json), [[urn("a"), lineOf(json, '"image"'), "spec.containers[name=app].image"]]);
    });

    it("reads a fragment with all that rules look at", () => {
        const resource = {
            urn: urn("a"),
            type: "kubernetes:core/v1:Pod",
            parent: urn("team", "waymark:index:StandardService"),
            protect: true,
            propertyDependencies: { spec: [urn("image")] },
            inputs: inputs(unknownText),
        };
        const [read] = fromManifests("a.json", asJson({ resources: [resource] })).resources;
        const { place, ...rest } = read!;
        assert.equal(typeof place, "function");
        assert.deepEqual(rest, { ...resource, name: "a", file: "a.json", inputs: inputs(unknownValue) });
    });

    it("keeps secrets hidden, known or not", () => {
        const known = { ...secret, plaintext: '"hunter2"' };
        const resources = [known, { ...secret, ciphertext: "v1:abc" }, { ...secret, value: "hunter2" }].map(
            (image, index) => ({
                urn: urn(`p${index}`),
                type: "kubernetes:core/v1:Pod",
                inputs: inputs(image),
            }),
        );
        const read = fromManifests("a.json", asJson({ resources })).resources;
        assert.ok(!JSON.stringify(read).includes("hunter2"));
        const images = read.map((one) => {
            const { containers } = one.inputs["spec"] as { containers: { image: SecretValue }[] };
            return containers[0]!.image.reveal();
        });
        assert.deepEqual(images, ["hunter2", unknownValue, "hunter2"]);
    });

    it("reads what pulumi preview --json prints", () => {
        const state = { type: "kubernetes:core/v1:Pod", custom: true, inputs: inputs("x") };
        const json = asJson({
            config: {},
            steps: [
                { op: "create", urn: urn("a"), newState: { urn: urn("a"), ...state } },
                { op: "delete", urn: urn("b"), oldState: { urn: urn("b"), ...state } },
                { op: "create-replacement", urn: urn("c"), newState: { urn: urn("c"), ...state } },
                { op: "replace", urn: urn("c"), newState: { urn: urn("c"), ...state } },
                { op: "delete-replaced", urn: urn("c"), newState: { urn: urn("c"), ...state } },
                { op: "read", urn: urn("d"), newState: { urn: urn("d"), ...state } },
            ],
            changeSummary: { create: 1 },
        });
        assert.deepEqual(
            judged(json).map((row) => (row as unknown[])[0]),
            [urn("a"), urn("c")],
        );
        assert.deepEqual(judged(asJson({ config: {}, changeSummary: {} })), []);
    });

    it("reads a log of the engine's events, line by line", () => {
        const lines = [
            { sequence: 0, timestamp: 1, preludeEvent: { config: {} } },
            {
                sequence: 1,
                timestamp: 1,
                resourcePreEvent: {
                    metadata: {
                        op: "create",
                        urn: urn("a"),
                        new: { urn: urn("a"), type: "kubernetes:core/v1:Pod", inputs: inputs("x") },
                    },
                    planning: true,
                },
            },
            { sequence: 2, timestamp: 1, resOutputsEvent: { metadata: { op: "create", urn: urn("a") } } },
            { sequence: 3, timestamp: 1, policyEvent: { message: "x" } },
            { sequence: 4, timestamp: 1, summaryEvent: {} },
        ];
        const json = lines.map((line) => JSON.stringify(line)).join("\n");
        assert.deepEqual(judged(json), [[urn("a"), 2, "spec.containers[name=app].image"]]);
    });

    it("takes what a preview prints as [secret] for a secret that it doesn't know", () => {
        const resource = { urn: urn("a"), type: "kubernetes:core/v1:Pod", inputs: inputs("[secret]") };
        const { resources } = fromManifests("a.json", asJson({ resources: [resource] }));
        const report = evaluate(resources, { tier: "prod", rules: ["img-tag-mutable"] });
        assert.deepEqual([report.findings.length, report.unknown.length], [0, 1]);
    });

    it("says which entry is no resource", () => {
        const json = asJson({ version: 3, deployment: { resources: [{ urn: urn("a") }, 3] } });
        const { problems } = fromManifests("a.json", json);
        assert.deepEqual(
            problems.map(({ code, pointer }) => [code, pointer]),
            [
                ["no-resource", "/deployment/resources/0"],
                ["no-resource", "/deployment/resources/1"],
            ],
        );
    });
});
