import * as pulumi from "@pulumi/pulumi";
import { ProblemError } from "../../core/problem";

/**
 * A value that ends in plain sight. An Output that turns out to be secret becomes an error that names the argument
 * for secrets; the question is part of the value's own chain, since the answer comes later than the constructor.
 *
 * @param path path of the argument, for the error
 * @param instead the argument that takes secrets
 */
export function publicValue(value: pulumi.Input<string>, path: string, instead: string): pulumi.Input<string> {
    if (typeof value === "string") {
        return value;
    }
    const output = pulumi.output(value);
    return pulumi.output(pulumi.isSecret(output)).apply((secret) => {
        if (secret) {
            throw new ProblemError({
                code: "secret-in-plain-sight",
                message: `${path} is a secret Output, and would be readable in the pod's manifest`,
                hint: `give it under ${instead}`,
                pointer: `/${path.replaceAll("~", "~0").replaceAll(".", "/")}`,
            });
        }
        return output;
    });
}
