import assert from "node:assert/strict";
import fc from "fast-check";
import { parseTemplate, readScore } from "../../score";

/** Text as it is, references in angle brackets with their steps. */
function show(text: string): string {
    return parseTemplate(text)
        .map((part) => (part.kind === "text" ? part.text : `<${part.path.join("|")}>`))
        .join("");
}

const table: [string, string][] = [
    ["", ""],
    ["$abc", "$abc"],
    ["a $$ b", "a $ b"],
    ["$${x}", "${x}"],
    ["$$${x}", "$<x>"],
    ["$$$${x}", "$${x}"],
    ["${", "${"],
    ["${}", "<>"],
    ["a${resources.db.host}:${metadata.name}", "a<resources|db|host>:<metadata|name>"],
    ["${metadata.annotations.key\\.com/foo-bar}", "<metadata|annotations|key.com/foo-bar>"],
];

const workload = (variable: string) => `apiVersion: score.dev/v1b1
metadata:
  name: web
containers:
  web:
    image: nginx:1
    variables:
      A: ${JSON.stringify(variable)}
resources:
  database:
    type: postgres
`;

describe("score/template", () => {
    for (const [text, expected] of table) {
        it(`takes ${JSON.stringify(text)} apart`, () => assert.equal(show(text), expected));
    }

    it("leaves text without dollar signs alone", () => {
        fc.assert(
            fc.property(fc.string(), (text) => assert.equal(show(text.replaceAll("$", "")), text.replaceAll("$", ""))),
        );
    });

    it("doubling every dollar sign makes any text literal", () => {
        fc.assert(fc.property(fc.string(), (text) => assert.equal(show(text.split("$").join("$$")), text)));
    });
});

describe("score/placeholders", () => {
    const errorsOf = (variable: string) => readScore("score.yaml", workload(variable)).errors;

    it("accepts what exists", () => {
        assert.deepEqual(errorsOf("${resources.database.host} ${metadata.name} $${x}"), []);
    });

    it("points at the line and offers the nearest resource", () => {
        const [error] = errorsOf("${resources.databse.host}");
        assert.equal(error?.line, 8);
        assert.equal(error.pointer, "/containers/web/variables/A");
        assert.equal(error.hint, 'did you mean "database"?');
    });

    for (const bad of [
        "${env.X}",
        "${metadata}",
        "${resources}",
        "${resources.database}",
        "${metadata.absent}",
        "${}",
    ]) {
        it(`refuses ${bad}`, () => assert.equal(errorsOf(bad).length, 1));
    }

    it("never throws on any document", () => {
        fc.assert(fc.property(fc.json(), (text) => void readScore("score.yaml", text)));
    });
});
