import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { resolve } from "node:path";
import { ProblemError } from "../../core/problem";
import { requireAwsSdk } from "../../provisioners/aws/sdk";
import { awsFacts } from "../helpers/aws";
import { score } from "../helpers/compose";

/** Files of @pulumi/aws that are loaded in a process of its own, which composes an environment. */
function awsFilesLoadedBy(resources: string): string[] {
    const composition = { files: { "a.yaml": score("web", `resources:\n${resources}`) }, values: { aws: awsFacts } };
    const script = `
        const { composed } = require("./test/helpers/compose");
        composed(${JSON.stringify(composition)}).then(() => console.log(JSON.stringify(Object.keys(require.cache))));`;
    const options = { cwd: resolve(__dirname, "../.."), encoding: "utf8" } as const;
    const files = JSON.parse(
        execFileSync(process.execPath, ["--require", "tsx/cjs", "-e", script], options),
    ) as string[];
    assert.ok(
        files.some((file) => file.includes("/@pulumi/kubernetes/")),
        "this test would see what is loaded",
    );
    return files.flatMap((file) => /[\\/]@pulumi[\\/]aws[\\/](.*)$/.exec(file)?.[1]?.replaceAll("\\", "/") ?? []);
}

describe("@pulumi/aws", () => {
    it("is not loaded where nothing is made in AWS", () => {
        const inCluster = ["mysql", "redis", "amqp", "s3", "dns"].map((type) => `  ${type}: {type: ${type}}`);
        assert.deepEqual(awsFilesLoadedBy(inCluster.join("\n")), []);
    });

    it("is loaded in parts: what one type needs, never its root", () => {
        const files = awsFilesLoadedBy("  it: {type: redis, class: aws}");
        assert.ok(files.includes("elasticache/replicationGroup.js"));
        assert.ok(!files.includes("index.js") && !files.some((file) => file.startsWith("rds/")), files.join(", "));
    });

    it("is asked for where it is missing", () => {
        const resource = { uid: "redis.aws#web.cache" } as Parameters<typeof requireAwsSdk>[0]["resource"];
        requireAwsSdk({ resource });
        const missing = () => {
            throw new Error("not found");
        };
        assert.throws(
            () => requireAwsSdk({ resource }, missing),
            (error: ProblemError) => {
                const [problem] = error.problems;
                assert.equal(problem?.code, "package-missing");
                assert.equal(
                    problem.message,
                    "redis.aws#web.cache is to be made in AWS, for which the package @pulumi/aws is needed",
                );
                return error instanceof ProblemError;
            },
        );
    });
});
