import assert from "node:assert/strict";
import { ProblemError } from "../../core/problem";
import { preview } from "../../engine";

describe("engine: short traces", () => {
    it("an error leads to the program's line all the same: the run is repeated", async () => {
        let runs = 0;
        const program = (): never => {
            runs++;
            throw new Error("wrong");
        };
        const error = await preview(program, { shortTraces: true }).then(
            () => assert.fail("the run did not fail"),
            (reason: Error) => reason,
        );
        assert.equal(runs, 2);
        assert.match(error.stack ?? "", /shortTraces\.test/);
    });

    it("a ProblemError says by itself what to mend: the run is not repeated", async () => {
        let runs = 0;
        const program = (): never => {
            runs++;
            throw new ProblemError({ code: "wrong", message: "wrong" });
        };
        await assert.rejects(preview(program, { shortTraces: true }), ProblemError);
        assert.equal(runs, 1);
    });

    it("the process's limit is back afterwards, also where runs overlap and one fails", async () => {
        const usual = Error.stackTraceLimit;
        const limits: number[] = [];
        const program = async (): Promise<void> => {
            limits.push(Error.stackTraceLimit);
            await new Promise((resolve) => setImmediate(resolve));
        };
        const failing = (): never => {
            throw new ProblemError({ code: "wrong", message: "wrong" });
        };
        const runs = [program, failing, program].map((one) => preview(one, { shortTraces: true }));
        await Promise.allSettled(runs);
        assert.deepEqual(limits, [0, 0]);
        assert.equal(Error.stackTraceLimit, usual);
    });
});
