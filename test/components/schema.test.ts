import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { ComponentProvider } from "@pulumi/pulumi/provider/experimental";
import * as waymark from "../../index";
import { declaredProperties, root, sourceFiles } from "./declaredArgs";

/** What Pulumi's component schema analyzer makes of the package's front door. */
interface Schema {
    resources: Record<string, ResourceType>;
    types: Record<string, { properties: Properties; required?: string[] }>;
}
interface ResourceType {
    description?: string;
    properties: Properties;
    required: string[];
    inputProperties: Properties;
    requiredInputs: string[];
}
type Properties = Record<string, { type?: string; $ref?: string; description?: string }>;

/** Input types by component, and what each hands out; written down here so that a lost or damaged one is seen. */
const outputs: Record<string, string[]> = {
    StandardService: ["name"],
    PostgresDatabase: [],
    TeamNamespace: ["name"],
};

describe("Pulumi's component schema analyzer", () => {
    let schema: Schema;
    const declared = declaredProperties();

    before(async () => {
        const components = [waymark.StandardService, waymark.PostgresDatabase, waymark.TeamNamespace];
        const provider = new ComponentProvider({ components, dirname: root, name: "waymark" });
        schema = JSON.parse(await provider.getSchema()) as Schema;
    }).timeout(60_000);

    it("finds the three components under their tokens", () => {
        assert.deepEqual(
            Object.keys(schema.resources).sort(),
            Object.keys(outputs)
                .map((name) => `waymark:index:${name}`)
                .sort(),
        );
    });

    for (const [name, expected] of Object.entries(outputs)) {
        it(`takes every argument of ${name} and makes no output of what is kept inside`, () => {
            const found = schema.resources[`waymark:index:${name}`]!;
            assert.deepEqual(Object.keys(found.properties), expected);
            assert.deepEqual(Object.keys(found.inputProperties).sort(), declared[`${name}Args`]!.all);
            assert.deepEqual([...found.requiredInputs].sort(), declared[`${name}Args`]!.required);
        });
    }

    it("takes every property of every nested type", () => {
        for (const [token, { properties, required = [] }] of Object.entries(schema.types)) {
            const name = token.slice("waymark:index:".length);
            assert.deepEqual(Object.keys(properties).sort(), declared[name]?.all, name);
            assert.deepEqual([...required].sort(), declared[name]?.required, name);
        }
    });

    it("loses no type: nothing is Any, nothing points into another package", () => {
        const text = JSON.stringify(schema);
        assert.doesNotMatch(text, /pulumi\.json#\/Any|#\/resources\/|\[object Object\]|__#/);
    });

    it("finds a description everywhere, and what holds where an optional property is left out", () => {
        const groups = [
            ...Object.entries(schema.types).map(([token, { properties, required = [] }]) => ({
                token,
                properties,
                required,
            })),
            ...Object.entries(schema.resources).map(([token, found]) => ({
                token,
                properties: found.inputProperties,
                required: found.requiredInputs,
            })),
        ];
        const silent = groups.flatMap(({ token, properties, required }) =>
            Object.entries(properties)
                .filter(
                    ([key, { description = "" }]) =>
                        description === "" || !(required.includes(key) || /default/i.test(description)),
                )
                .map(([key]) => `${token}.${key}`),
        );
        assert.deepEqual(silent, []);
        assert.ok(Object.values(schema.resources).every(({ description }) => (description ?? "") !== ""));
    });

    it("meets no {@link} in a doc comment, which it would print as [object Object]", () => {
        const linked = sourceFiles(["components", "environments", "core"]).filter((path) =>
            readFileSync(path, "utf8").includes("{@link"),
        );
        assert.deepEqual(linked, []);
    });
});
