import { parseArgs } from "node:util";
import { usageError } from "./usage";

const stackOptions = { environment: { type: "string" }, config: { type: "string" } } as const;

/** Reads the options of a command that lists something. */
export function listArguments(command: string, argv: readonly string[]) {
    const { values, positionals: files } = parseArgs({
        args: [...argv],
        allowPositionals: true,
        options: {
            format: { type: "string", default: "text" },
            compat: { type: "boolean", default: false },
            ...(command === "resources" ? stackOptions : {}),
        },
    });
    if (values.format !== "text" && values.format !== "json") {
        throw usageError(`"${values.format}" is no format of this command; use text or json`, command);
    }
    return { files, ...(values as typeof values & { environment?: string; config?: string }) };
}
