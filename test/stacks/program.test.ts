import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { previewProcess, type EngineResult } from "../../engine";
import { waymarkIn } from "../cli/commandHarness";

const root = join(__dirname, "../..");

/** Stack configuration as an engine hands it over: everything is text, structured values are JSON. */
function engineConfig(stack: string): Record<string, string> {
    const { config } = parse(readFileSync(join(root, `Pulumi.${stack}.yaml`), "utf8")) as {
        config: Record<string, unknown>;
    };
    return Object.fromEntries(
        Object.entries(config).map(([key, value]) => [key, typeof value === "string" ? value : JSON.stringify(value)]),
    );
}

/** Runs the program as Pulumi's own language host does: its loader, its working directory, over gRPC. */
function runProgram(stack: string, config: Record<string, string>, secretConfig: string[] = []): Promise<EngineResult> {
    return previewProcess(join(root, "stacks/program.ts"), {
        project: "storefront",
        stack,
        config,
        secretConfig,
        rootDirectory: root,
        workingDirectory: join(root, "stacks"),
    });
}

describe("stacks/program", function () {
    this.timeout(60_000);

    it("registers with Pulumi's own loader what waymark preview shows", async () => {
        const { resources, outputs } = await runProgram("dev", engineConfig("dev"));
        const { out } = await waymarkIn(root, "preview", "--environment", "dev", "--format", "json");
        const shown = (JSON.parse(out) as { resources: object[] }).resources;
        const real = resources.map(({ urn, type, name, parent, inputs, dependencies, options }) => ({
            urn,
            type,
            name,
            parent: parent ?? null,
            inputs,
            dependencies,
            options,
        }));
        assert.deepEqual(JSON.parse(JSON.stringify(real)), shown);
        assert.deepEqual(Object.keys(outputs).sort(), ["environment", "namespace", "workloads"]);
    });

    it("keeps every value of a secret key secret", async () => {
        const config = {
            "waymark:workloads": JSON.stringify(["test/stacks/files/token.score.yaml"]),
            "waymark:values": JSON.stringify({ token: "hunter2-hunter2", level: "debug" }),
        };
        const { resources } = await runProgram("dev", config, ["waymark:values"]);
        assert.ok(!JSON.stringify(resources).includes("hunter2"));
        const deployment = resources.find(({ type }) => type === "kubernetes:apps/v1:Deployment");
        assert.match(JSON.stringify(deployment?.inputs), /"name":"TOKEN","valueFrom":\{"secretKeyRef"/);
    });

    it("fails with every problem and without a stack trace", async () => {
        const config = { "waymark:workloads": JSON.stringify(["test/cli/files/unknownType.score.yaml"]) };
        await assert.rejects(runProgram("dev", config), (error: Error) => {
            assert.match(
                error.message,
                /unknownType\.score\.yaml:9:15: nothing here provides the resource type "carrier-pigeon"/,
            );
            assert.doesNotMatch(error.message, /compose\.ts/);
            return true;
        });
    });
});
