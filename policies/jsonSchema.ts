import { z } from "zod";
import { policyConfigSchema } from "./policyConfig";
import { waiverSchema } from "./waivers/waiver";

/** The JSON Schema (draft 2020-12) of a file of `waivers/`. */
export function waiversJsonSchema(): object {
    return { ...asJsonSchema(z.array(waiverSchema)), ...head("waivers", "Waivers of waymark") };
}

/** The JSON Schema (draft 2020-12) of the file of `waymark policy check --config`. */
export function policyJsonSchema(): object {
    return { ...asJsonSchema(policyConfigSchema), ...head("policy", "Policy configuration of waymark") };
}

function asJsonSchema(schema: z.ZodType): object {
    return z.toJSONSchema(schema, { target: "draft-2020-12", reused: "inline", io: "input", unrepresentable: "any" });
}

function head(name: string, title: string): object {
    return { $id: `https://waymark.dev/schemas/${name}.json`, title };
}
