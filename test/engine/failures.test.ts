import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { ProblemError } from "../../core/problem";
import { preview, type EngineOptions, type Program } from "../../engine";

class Thing extends pulumi.CustomResource {
    constructor(name: string, inputs: pulumi.Inputs = {}, options?: pulumi.CustomResourceOptions) {
        super("cloud:index:Thing", name, inputs, options);
    }
}

const transports = ["in-process", "grpc"] as const;

async function failureOf(program: Program, options: EngineOptions): Promise<Error> {
    try {
        await preview(program, options);
    } catch (error) {
        assert.ok(error instanceof Error);
        return error;
    }
    return assert.fail("the run did not fail");
}

function codesOf(error: Error): string[] {
    assert.ok(error instanceof ProblemError, String(error));
    return error.problems.map((problem) => problem.code);
}

/** A component that does something in its constructor, as ours do when they check their arguments. */
class Group extends pulumi.ComponentResource {
    constructor(name: string, body: () => void) {
        super("cloud:index:Group", name, {});
        new Thing(`${name}-child`, {}, { parent: this });
        body();
        this.registerOutputs({});
    }
}

/** A component whose children are made later. */
class Patient extends pulumi.ComponentResource<void> {
    constructor(problem: Error) {
        super("cloud:index:Patient", "patient", { problem });
    }

    protected override async initialize({ problem }: { problem: Error }): Promise<void> {
        await new Promise((resolve) => setImmediate(resolve));
        throw problem;
    }
}

/** Programs that throw what they are given, by where. */
const throwing: Record<string, (problem: Error) => unknown> = {
    "by the program": (problem) => {
        throw problem;
    },
    "after an await": async (problem) => {
        await new Promise((resolve) => setImmediate(resolve));
        throw problem;
    },
    "in a component's constructor": (problem) =>
        new Group("group", () => {
            throw problem;
        }),
    "in a component's initialize": (problem) => new Patient(problem),
    "inside apply": (problem) => {
        const value = pulumi.output(1).apply((): number => {
            throw problem;
        });
        new Thing("a", { value });
    },
    "inside apply of an output of the stack": (problem) => ({
        value: pulumi.output(1).apply((): number => {
            throw problem;
        }),
    }),
};

for (const transport of transports) {
    describe(`engine: failures over ${transport}`, () => {
        for (const [where, program] of Object.entries(throwing)) {
            it(`a ProblemError thrown ${where} comes back as the same object, short traces or not`, async () => {
                for (const shortTraces of [false, true]) {
                    const problem = new ProblemError({ code: "own-problem", message: "wrong" });
                    assert.equal(await failureOf(() => program(problem), { transport, shortTraces }), problem);
                }
            });
        }

        it("whatever else is thrown is an error that says so", async () => {
            const thrown = async (what: unknown): Promise<string> => {
                const program = (): never => {
                    throw what;
                };
                return (await failureOf(program, { transport })).message;
            };
            assert.equal(await thrown("a text"), "the program failed with a text");
            assert.equal(await thrown(undefined), "the program failed with undefined");
        });

        it("a rejection that nobody handles fails the run", async () => {
            const reason = new Error("nobody listens");
            const program = (): void => {
                void Promise.reject(reason);
            };
            assert.equal(await failureOf(program, { transport }), reason);
        });

        it("a URN used twice names the resource", async () => {
            const program = (): void => {
                new Thing("same");
                new Thing("same");
            };
            const error = await failureOf(program, { transport });
            assert.deepEqual(codesOf(error), ["duplicate-resource"]);
            assert.match(error.message, /"same"/);
        });

        it("a registration after the program's end fails", async () => {
            const program = (): void => {
                setTimeout(() => new Thing("late"), 200);
            };
            const error = await failureOf(program, { transport });
            assert.deepEqual(codesOf(error), ["late-resource"]);
            assert.match(error.message, /"late"/);
        });

        it("what the hook throws fails the run", async () => {
            const problem = new ProblemError({ code: "from-hook", message: "not allowed" });
            const onResource = (): void => {
                throw problem;
            };
            assert.equal(await failureOf(() => void new Thing("a"), { transport, onResource }), problem);
        });

        it("three runs at once do not see each other, even where one fails", async () => {
            const program = async (): Promise<Record<string, unknown>> => {
                new Thing(`before-${pulumi.getStack()}`);
                await new Promise((resolve) => setImmediate(resolve));
                new Thing(`after-${pulumi.getStack()}`);
                if (pulumi.getStack() === "two") {
                    throw new Error("only two");
                }
                return { word: new pulumi.Config("p").require("word") };
            };
            const runs = await Promise.allSettled(
                ["one", "two", "three"].map((stack) =>
                    preview(program, { project: "p", stack, config: { "p:word": stack }, transport }),
                ),
            );
            assert.deepEqual(
                runs.map((run) =>
                    run.status === "rejected"
                        ? (run.reason as Error).message
                        : [run.value.outputs.word, ...run.value.resources.map((resource) => resource.name)],
                ),
                [
                    ["one", "p-one", "after-one", "before-one"],
                    "only two",
                    ["three", "p-three", "after-three", "before-three"],
                ],
            );
        });

        it("leaves the process's rejection listeners and open handles as they were", async () => {
            const listeners = process.rawListeners("unhandledRejection");
            await preview(() => void new Thing("a"), { transport });
            assert.deepEqual(process.rawListeners("unhandledRejection"), listeners);
        });
    });
}
