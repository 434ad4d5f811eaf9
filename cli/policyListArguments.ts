import { parseArgs } from "node:util";
import { usageError } from "./usage";

/** Reads the options of the policy commands that tell of rules. */
export function policyListArguments(command: string, argv: readonly string[]) {
    const { values, positionals: names } = parseArgs({
        args: [...argv],
        allowPositionals: true,
        options: { config: { type: "string" }, format: { type: "string", default: "text" } },
    });
    if (values.format !== "text" && values.format !== "json") {
        throw usageError(`"${values.format}" is no format of this command; use text or json`, command);
    }
    return { names, ...values };
}
