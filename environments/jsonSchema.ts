import { z } from "zod";
import { tierNames } from "./tiers";
import { tierSettingsSchema } from "./tierSettings";

/**
 * The JSON Schema (draft 2020-12) of one named environment, as `waymark:environments` in stack configuration holds it:
 * a tier and whatever of its settings is changed.
 */
export function environmentJsonSchema(): object {
    const { $schema, ...settings } = z.toJSONSchema(tierSettingsSchema, {
        target: "draft-2020-12",
        reused: "inline",
        io: "input",
        unrepresentable: "any",
    });
    return {
        $schema,
        $id: "https://waymark.dev/schemas/environment.json",
        title: "Named environment of waymark",
        type: "object",
        properties: { tier: { enum: [...tierNames] }, settings: withoutRequired(settings) },
        required: ["tier"],
        additionalProperties: false,
    };
}

/** Every setting may be left out: the tier has a value for each. */
function withoutRequired(schema: unknown): unknown {
    if (Array.isArray(schema)) {
        return schema.map(withoutRequired);
    }
    if (typeof schema !== "object" || schema === null) {
        return schema;
    }
    return Object.fromEntries(
        Object.entries(schema)
            .filter(([key, value]) => !(key === "required" && Array.isArray(value)))
            .filter(([key, value]) => !(key === "format" && value === "starts_with")) // no format of JSON Schema
            .map(([key, value]) => [key, withoutRequired(value)]),
    );
}
