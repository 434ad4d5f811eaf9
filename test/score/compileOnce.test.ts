import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";

/** Prints for each document how many functions its judgement made: the parts of a schema are compiled into functions. */
const program = `
    const { readScore } = require("./score");
    let made = 0;
    globalThis.Function = new Proxy(Function, {
        construct: (target, args) => (made++, Reflect.construct(target, args)),
    });
    const text = (name, more = "") =>
        "apiVersion: score.dev/v1b1\\nmetadata: {name: " + name + "}\\ncontainers: {web: {image: x" + more + "}}\\n";
    const probe = ", livenessProbe: {exec: {command: [a]}}";
    const texts = [text("one"), text("two", ", args: [a]"), text("Three"), text("four", probe), text("five", probe)];
    const counts = texts.map((document) => {
        const before = made;
        readScore("score.yaml", document);
        return made - before;
    });
    console.log(JSON.stringify(counts));`;

describe("score: the schema", () => {
    it("is compiled once, each part at the first document that has it", () => {
        const { stdout, stderr } = spawnSync(process.execPath, ["--require", "tsx/cjs", "-e", program], {
            encoding: "utf8",
        });
        assert.equal(stderr, "");
        const [first = 0, second, third, withProbe = 0, again] = JSON.parse(stdout) as number[];
        assert.ok(first > 0 && withProbe > 0, stdout);
        assert.deepEqual([second, third, again], [0, 0, 0]);
    });
});
