import assert from "node:assert/strict";
import { evaluate, fromManifests } from "../../../policies";

const pod = (name: string, image: string): string => `apiVersion: v1
kind: Pod
metadata:
  name: ${name}
spec:
  containers:
    - name: app
      image: ${image}
`;

describe("fromManifests", () => {
    it("keeps lines true across documents and Windows line ends", () => {
        const text = `# first\n---\n${pod("a", "x:1")}---\r\n${pod("b", "x")}`;
        const { resources, problems } = fromManifests("all.yaml", text);
        assert.deepEqual([problems.length, resources.map(({ name }) => name)], [0, ["a", "b"]]);
        const { findings, summary } = evaluate(resources, { tier: "prod", rules: ["img-tag-mutable"] });
        assert.deepEqual(
            findings.map(({ file, line, column }) => [file, line, column]),
            [["all.yaml", 19, 14]],
        );
        assert.equal(text.split("\n")[18]!.trim(), "image: x");
        assert.equal(summary.files, 1);
    });

    it("flattens lists, JSON as well", () => {
        const item = {
            apiVersion: "v1",
            kind: "Pod",
            metadata: { name: "a" },
            spec: { containers: [{ name: "app", image: "x" }] },
        };
        const list = {
            apiVersion: "v1",
            kind: "List",
            items: [item, { apiVersion: "v1", kind: "PodList", items: [item] }],
        };
        const text = JSON.stringify(list, undefined, 2);
        const lines = text.split("\n").flatMap((line, index) => (line.includes('"image"') ? [index + 1] : []));
        const { resources } = fromManifests("list.json", text);
        const { findings } = evaluate(resources, { tier: "prod", rules: ["img-tag-mutable"] });
        assert.deepEqual(
            findings.map(({ line, path }) => [line, path]),
            [
                [lines[0], "spec.containers[name=app].image"],
                [lines[1], "spec.containers[name=app].image"],
            ],
        );
    });

    it("tells of a bad document and still reads the others", () => {
        const { resources, problems } = fromManifests(
            "some.yaml",
            `${pod("a", "x:1")}---\na: [\n---\nkind: 3\n---\n${pod("b", "x:1")}`,
        );
        assert.deepEqual(
            resources.map(({ name }) => name),
            ["a", "b"],
        );
        assert.deepEqual(
            problems.map(({ code, file, line }) => [code, file, line]),
            [
                ["not-yaml", "some.yaml", 11],
                ["no-kubernetes-object", "some.yaml", 12],
            ],
        );
    });

    it("judges the pods of a workload under the wrong group too", () => {
        const template = { spec: { containers: [{ name: "app", image: "x" }] } };
        const object = { apiVersion: "v1", kind: "Deployment", metadata: { name: "a" }, spec: { template } };
        const { resources, problems } = fromManifests("a.json", JSON.stringify(object));
        assert.deepEqual(problems, []);
        const { findings } = evaluate(resources, { tier: "prod", rules: ["img-tag-mutable"] });
        assert.equal(findings.length, 1);
    });

    it("takes three dashes inside a line for text", () => {
        const { resources, problems } = fromManifests("a.yaml", `${pod("a", "x:1")}# --- not a document\n`);
        assert.deepEqual([resources.length, problems.length], [1, 0]);
    });
});
