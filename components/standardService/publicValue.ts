import * as pulumi from "@pulumi/pulumi";
import { toPointer, type PathStep } from "../../core/pointer";
import { ProblemError } from "../../core/problem";
import { typeName } from "../../core/schema";

/** Where a value stands, for the error that comes after the constructor has returned. */
export interface ValuePlace {
    /** How errors call the component. */
    component: string;
    path: readonly PathStep[];
}

/**
 * A value that ends in plain sight. An Output that turns out to be secret becomes an error that names the argument
 * for secrets, one that holds no text an error too; the question is part of the value's own chain, since the answer
 * comes later than the constructor.
 *
 * @param instead the argument that takes secrets
 */
export function publicValue(
    value: pulumi.Input<string>,
    { component, path }: ValuePlace,
    instead: string,
): pulumi.Input<string> {
    if (typeof value === "string") {
        return value;
    }
    const problem = (code: string, message: string, hint: string): ProblemError =>
        new ProblemError({ code, message: `${component}: ${message}`, hint, pointer: toPointer(path) });
    const output = pulumi.output(value);
    return pulumi.output(pulumi.isSecret(output)).apply((secret) => {
        if (secret) {
            throw problem(
                "secret-in-plain-sight",
                "this is a secret Output, and would be readable in the manifest",
                `give it under ${instead}`,
            );
        }
        return output.apply((known) => {
            if (typeof known !== "string") {
                const message = `an Output of ${typeName(known)} where text is due`;
                throw problem("wrong-type", message, "make it text: output.apply(String)");
            }
            return known;
        });
    });
}
