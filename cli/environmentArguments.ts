import { parseArgs } from "node:util";
import { overrideOptions, type OverrideValues } from "./overrideArguments";
import { usageError } from "./usage";

/** What `preview` and `render` are asked, on the command line. */
export interface EnvironmentArguments {
    files: string[];
    environment: string;
    config?: string;
    compat: boolean;
    images: Record<string, string>;
    format: string;
    output: string;
    overrides: OverrideValues;
}

/**
 * Reads the options that every command about an environment has.
 *
 * @param formats the formats of the command; the first is the default
 * @throws ProblemError for wrong usage
 */
export function environmentArguments(
    command: string,
    argv: readonly string[],
    formats: readonly [string, ...string[]],
): EnvironmentArguments {
    const { values, positionals: files } = parseArgs({
        args: [...argv],
        allowPositionals: true,
        options: {
            environment: { type: "string" },
            config: { type: "string" },
            compat: { type: "boolean", default: false },
            image: { type: "string", multiple: true, default: [] },
            format: { type: "string", default: formats[0] },
            ...overrideOptions,
            ...(command === "render" ? { output: { type: "string" as const, default: "-" } } : {}),
        },
    });
    const { environment, config, compat, image, format, output } = values as typeof values & { output?: string };
    if (environment === undefined || environment === "") {
        throw usageError("--environment is required: dev, staging, prod, or the name of a stack", command);
    }
    if (!formats.includes(format)) {
        throw usageError(`"${format}" is no format of this command; use ${formats.join(" or ")}`, command);
    }
    const images = imagesOf(image, command);
    return { files, environment, config, compat, images, format, output: output ?? "-", overrides: values };
}

function imagesOf(given: readonly string[], command: string): Record<string, string> {
    const images: Record<string, string> = {};
    for (const text of given) {
        const [, name, reference] = /^([^=]+)=(\S+)$/.exec(text) ?? [];
        if (name === undefined || reference === undefined) {
            throw usageError(`--image "${text}" is not of the form WORKLOAD=REF or WORKLOAD/CONTAINER=REF`, command);
        }
        if (Object.hasOwn(images, name) && images[name] !== reference) {
            throw usageError(`--image gives "${name}" twice`, command);
        }
        images[name] = reference;
    }
    return images;
}
