import assert from "node:assert/strict";
import { readScore } from "../../score";
import { minimal, withValue, type Data } from "./documents";

const found = (document: Data | string) =>
    readScore("score.yaml", typeof document === "string" ? document : JSON.stringify(document)).errors.map(
        ({ code, pointer }) => `${code} ${pointer}`,
    );

describe("score: one error for each cause", () => {
    const table: [string, Data | string, string[]][] = [
        [
            "a misspelt key is not also missing",
            withValue(minimal, ["containers", "web"], { imgae: "nginx:1" }),
            ["unknown-key /containers/web/imgae"],
        ],
        [
            "a key that is missing beside an unknown one that it can't be",
            withValue(minimal, ["containers", "web"], { replicas: 2 }),
            ["missing-key /containers/web/image", "unknown-key /containers/web/replicas"],
        ],
        ["a document that is a list", "[]", ["wrong-type "]],
        ["resources that are a list", withValue(minimal, ["resources"], [{ name: "db" }]), ["wrong-type /resources"]],
        [
            "a placeholder in a variable of the wrong type is judged once",
            withValue(minimal, ["containers", "web", "variables"], { AA: ["${x}"] }),
            ["wrong-type /containers/web/variables/AA"],
        ],
        [
            "the same wrong placeholder twice in one text",
            withValue(minimal, ["containers", "web", "variables"], { AA: "${resources.a.b} ${resources.a.b}" }),
            ["unknown-resource /containers/web/variables/AA"],
        ],
        [
            "two wrong placeholders in one text are two",
            withValue(minimal, ["containers", "web", "variables"], { AA: "${resources.a.b} ${resources.c.d}" }),
            ["unknown-resource /containers/web/variables/AA", "unknown-resource /containers/web/variables/AA"],
        ],
        [
            "a probe with an unknown check is not empty too",
            withValue(minimal, ["containers", "web", "livenessProbe"], { tcpSocket: { port: 1 } }),
            ["unknown-key /containers/web/livenessProbe/tcpSocket"],
        ],
        [
            "a list of files without target is not also a list where a map is due",
            withValue(minimal, ["containers", "web", "files"], [{ content: "x" }]),
            ["missing-key /containers/web/files/0"],
        ],
    ];
    for (const [what, document, errors] of table) {
        it(what, () => assert.deepEqual(found(document), errors));
    }

    it("tells many errors in a time that grows with their number alone", () => {
        const variables = Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`V${index}`, index]));
        const start = performance.now();
        assert.equal(found(withValue(minimal, ["containers", "web", "variables"], variables)).length, 20_000);
        assert.ok(performance.now() - start < 8_000); // comparing them with each other takes much longer
    });
});
