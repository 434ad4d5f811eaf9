import assert from "node:assert/strict";
import Ajv2020 from "ajv/dist/2020";

type Schema = Record<string, unknown>;

/** An object with these properties and no other one; a name that ends in `?` may be absent. */
function closed(properties: Record<string, Schema>): Schema {
    const names = Object.keys(properties);
    return {
        type: "object",
        additionalProperties: false,
        required: names.filter((name) => !name.endsWith("?")),
        properties: Object.fromEntries(names.map((name) => [name.replace(/\?$/, ""), properties[name]!])),
    };
}

const text: Schema = { type: "string", minLength: 1 };
const message = closed({ text });
const list = (items: Schema, more: Schema = {}): Schema => ({ type: "array", items, ...more });
const count: Schema = { type: "integer", minimum: 1 };

const rule = closed({
    id: text,
    shortDescription: message,
    "fullDescription?": message,
    "help?": closed({ text, "markdown?": text }),
    "helpUri?": { type: "string", pattern: "^[a-z]+:" },
    "properties?": closed({
        "tags?": list(text, { uniqueItems: true }),
        "security-severity?": { type: "string", pattern: "^(10\\.0|\\d\\.\\d)$" },
    }),
});

const location = closed({
    "physicalLocation?": closed({
        artifactLocation: closed({ uri: { type: "string", pattern: "^[A-Za-z0-9_.!~*'()%/:-]+$" } }),
        "region?": closed({ startLine: count, "startColumn?": count, "endLine?": count, "endColumn?": count }),
    }),
    "logicalLocations?": list(closed({ fullyQualifiedName: text }), { minItems: 1 }),
});

const result = closed({
    ruleId: text,
    ruleIndex: { type: "integer", minimum: 0 },
    level: { enum: ["error", "warning", "note"] },
    message,
    "locations?": list(location, { minItems: 1 }),
    "partialFingerprints?": { type: "object", minProperties: 1, additionalProperties: text },
    "suppressions?": list(
        closed({
            kind: { enum: ["external"] },
            status: { enum: ["accepted", "underReview", "rejected"] },
            justification: text,
        }),
        { minItems: 1, uniqueItems: true },
    ),
});

/** The part of the schema of SARIF 2.1.0 that we use, with everything closed that SARIF closes. */
const sarifSchema = closed({
    $schema: text,
    version: { const: "2.1.0" },
    runs: list(
        closed({
            tool: closed({
                driver: closed({
                    name: text,
                    version: text,
                    "informationUri?": text,
                    rules: list(rule, { uniqueItems: true }),
                }),
            }),
            "automationDetails?": closed({ id: { type: "string", pattern: "[^/]/$" } }),
            columnKind: { const: "utf16CodeUnits" },
            results: list(result),
        }),
        { minItems: 1 },
    ),
});

const accepts = new Ajv2020({ allErrors: true }).compile(sarifSchema);

/** A SARIF log as tests look at it. */
export interface SarifLog {
    runs: {
        tool: { driver: { rules: { id: string }[] } };
        results: {
            ruleId: string;
            ruleIndex: number;
            level: string;
            message: { text: string };
            locations?: {
                physicalLocation?: {
                    artifactLocation: { uri: string };
                    region?: { startLine: number; startColumn?: number };
                };
            }[];
            partialFingerprints?: Record<string, string>;
            suppressions?: { status: string; justification: string }[];
        }[];
    }[];
}

/** Fails where a value is no SARIF 2.1.0 log, or one whose results don't belong to their rules. */
export function asSarif(value: unknown): SarifLog {
    assert.ok(accepts(value), JSON.stringify(accepts.errors, null, 1));
    const log = value as SarifLog;
    for (const { tool, results } of log.runs) {
        const ids = tool.driver.rules.map(({ id }) => id);
        assert.equal(new Set(ids).size, ids.length, "each rule once");
        results.forEach(({ ruleId, ruleIndex }) => assert.equal(ids[ruleIndex], ruleId));
    }
    return log;
}
