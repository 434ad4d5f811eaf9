import assert from "node:assert/strict";
import { join } from "node:path";
import { ProblemError } from "../../core/problem";
import { previewProcess, SecretValue, unknownValue, updateProcess, type ProcessRunOptions } from "../../engine";

const shop = join(__dirname, "programs", "shop.ts");

function options(config: Record<string, string> = {}): ProcessRunOptions {
    return {
        project: "shop",
        stack: "dev",
        config: { "shop:token": "hidden-token", ...config },
        secretConfig: ["shop:token"],
        rootDirectory: process.cwd(),
        nodeArguments: ["--import", "tsx"],
    };
}

async function failureOf(run: Promise<unknown>): Promise<ProblemError> {
    const error: unknown = await run.then(
        () => assert.fail("the run did not fail"),
        (reason: unknown) => reason,
    );
    assert.ok(error instanceof ProblemError, String(error));
    return error;
}

describe("engine: a program in a process of its own", function () {
    this.timeout(60_000);

    it("shows everything that it registers, from timers too", async () => {
        const result = await previewProcess(shop, options());
        assert.equal(result.transport, "grpc");
        assert.deepEqual(
            result.resources.map((resource) => [resource.name, resource.options.protect]),
            [
                ["shop-dev", undefined],
                ["group", true],
                ["first", true],
                ["from-timer", undefined],
            ],
        );
        assert.equal(result.resources[3]?.inputs.of, unknownValue);
        assert.equal(result.outputs.root, process.cwd());
        assert.ok(result.outputs.token instanceof SecretValue);
        assert.equal(result.outputs.token.reveal(), "hidden-token");
        assert.doesNotMatch(JSON.stringify(result), /hidden-token|plaintext-of-a-secret/);
    });

    it("an update knows ids", async () => {
        const result = await updateProcess(shop, options());
        assert.ok(result.resources[2]?.id);
        assert.equal(result.resources[3]?.inputs.of, result.resources[2].id);
    });

    it("a URN used twice names the resource", async () => {
        const error = await failureOf(previewProcess(shop, options({ "shop:twice": "yes" })));
        assert.equal(error.problems[0]?.code, "duplicate-resource");
        assert.match(error.message, /"first"/);
    });

    it("the program's error is told with the entry file", async () => {
        const error = await failureOf(previewProcess(shop, options({ "shop:fail": "yes" })));
        assert.equal(error.problems[0]?.code, "failed-program");
        assert.equal(error.problems[0].file, shop);
        assert.match(error.message, /the shop is closed/);
    });

    it("a file that does not exist is told too", async () => {
        const error = await failureOf(previewProcess(join(__dirname, "programs", "absent.js"), options()));
        assert.equal(error.problems[0]?.code, "missing-program");
        assert.match(error.message, /absent/);
    });

    it("leaves no process and no listener behind", async () => {
        const before = process.listenerCount("exit");
        const { outputs } = await previewProcess(shop, options());
        assert.equal(process.listenerCount("exit"), before);
        assert.throws(() => process.kill(Number(outputs.pid), 0), /ESRCH/);
    });
});
