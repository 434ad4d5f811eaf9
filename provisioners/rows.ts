import { z } from "zod";
import { backendClasses } from "./backends";
import type { Provisioner } from "./provisioner";

/** An output as lists and pages show it. */
export interface OutputRow {
    name: string;
    description: string;
    secret: boolean;
}

/** A param as lists and pages show it. */
export interface ParamRow {
    name: string;
    /** In the words of JSON Schema, for example `string` or `integer or string`. */
    type: string;
    description: string;
    required: boolean;
    /** Where the schema itself fills one in; else the description says what holds. */
    default?: unknown;
}

/** What can be asked for under one type and class. */
export interface TypeRow {
    type: string;
    /** `*`: every class that has no row of its own. */
    class: string;
    description: string;
    /** Several: the environment says which. */
    backends: readonly string[];
    params: ParamRow[];
    outputs: OutputRow[];
}

/** The rows of a provisioner: one for its class, and one for each backend that can be asked for by class. */
export function typeRows(provisioner: Provisioner): TypeRow[] {
    const { type, class: className = "*", description, backends } = provisioner;
    const row = { type, description, params: paramRows(provisioner), outputs: outputRows(provisioner) };
    const hasChoice = backends.length > 1 || backends.some((name) => backendClasses.includes(name));
    const byName = className === "*" && hasChoice ? backends : [];
    return [
        { ...row, class: className, backends },
        ...byName.map((name) => ({ ...row, class: name, backends: [name] })),
    ];
}

/** The params as the provisioner's schema describes them. */
export function paramRows({ params }: Pick<Provisioner, "params">): ParamRow[] {
    const { properties = {}, required = [] } = z.toJSONSchema(params, { io: "input", unrepresentable: "any" });
    return Object.entries(properties).map(([name, schema]) => {
        const { description = "", default: value } = typeof schema === "object" ? schema : {};
        return {
            name,
            type: typeText(schema),
            description,
            required: required.includes(name),
            ...(value === undefined ? {} : { default: value }),
        };
    });
}

/** The outputs of a provisioner in the order in which it names them; none where they depend on params and environment. */
export function outputRows({ outputs }: Pick<Provisioner, "outputs">): OutputRow[] {
    return outputs === "any"
        ? []
        : Object.entries(outputs).map(([name, { description, secret = false }]) => ({ name, description, secret }));
}

/** The outputs in one line. */
export function outputText({ outputs }: Pick<Provisioner, "outputs">): string {
    if (outputs === "any") {
        return "as configured";
    }
    const names = Object.entries(outputs).map(([name, { secret }]) => (secret === true ? `${name} (secret)` : name));
    return names.length === 0 ? "none" : names.join(", ");
}

type JsonSchema = z.core.JSONSchema._JSONSchema;

function typeText(schema: JsonSchema): string {
    if (typeof schema !== "object") {
        return "any";
    }
    const { type, anyOf = [], enum: values } = schema;
    if (values !== undefined) {
        return values.map((value) => JSON.stringify(value)).join(" or ");
    }
    return anyOf.length > 0 ? anyOf.map(typeText).join(" or ") : typeof type === "string" ? type : "any";
}
