import assert from "node:assert/strict";
import { copyFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { newProject } from "./installation";
import { run } from "./scratch";

interface Preview {
    resources: { urn: string }[];
}

/** Runs index.js as Pulumi's language host does and prints the URNs of what it registers. */
const runProgram = `
    const { previewProcess } = require("waymark/testing");
    const config = { "waymark:workloads": JSON.stringify(["*.score.yaml"]), "waymark:team": "payments" };
    previewProcess("index.js", { project: "payments", stack: "dev", config }).then(({ resources }) =>
        console.log(JSON.stringify({ resources: resources.map(({ urn }) => ({ urn })) })));`;

describe("a repository with Score files only", () => {
    let project = "";

    before(() => {
        project = newProject();
        copyFileSync("examples/my-service/score.yaml", join(project, "api.score.yaml"));
        writeFileSync(join(project, "index.js"), 'module.exports = require("waymark/stacks/program");\n');
        writeFileSync(join(project, "Pulumi.yaml"), "name: payments\nruntime: nodejs\n");
        writeFileSync(
            join(project, "Pulumi.dev.yaml"),
            "config:\n    waymark:team: payments\n    waymark:workloads: ['*.score.yaml']\n",
        );
    });

    it("registers the same by its one-line program as waymark preview shows", () => {
        const urns = ({ resources }: Preview) =>
            resources
                .map(({ urn }) => urn)
                .filter((urn) => !urn.includes("::pulumi:pulumi:Stack::"))
                .sort();
        const program = urns(JSON.parse(run(project, process.execPath, "-e", runProgram)) as Preview);
        const args = ["preview", "api.score.yaml", "--environment", "dev", "--format", "json"];
        const shown = urns(JSON.parse(run(project, "npx", "waymark", ...args)) as Preview);
        assert.deepEqual(program, shown);
        assert.ok(program.some((urn) => urn.includes("::waymark:index:StandardService::")));
    });

    it("renders what it would apply", () => {
        const text = run(project, "npx", "waymark", "render", "api.score.yaml", "--environment", "dev");
        assert.match(text, /^kind: Deployment$/m);
    });
});
