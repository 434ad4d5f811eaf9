import * as pulumi from "@pulumi/pulumi";
import type { ContainerSettingsArgs, FileArgs, StandardServiceArgs } from "./args";

/**
 * The arguments as the component registers them, and so as the state keeps them: what was given as a secret by its
 * place alone (`secretValues`, `secretContent`) is marked as one.
 */
export function registeredInputs(args: StandardServiceArgs): pulumi.Inputs {
    const { containers, ...flat } = args;
    return {
        ...withSecrets(flat),
        ...(containers === undefined ? {} : { containers: mapValues(containers, withSecrets) }),
    };
}

function withSecrets<Settings extends ContainerSettingsArgs>(settings: Settings): Settings {
    const { secretValues, files } = settings;
    return {
        ...settings,
        ...(secretValues === undefined ? {} : { secretValues: mapValues(secretValues, pulumi.secret<string>) }),
        ...(files === undefined ? {} : { files: mapValues(files, secretFile) }),
    };
}

function secretFile(file: FileArgs): FileArgs {
    return file.secretContent === undefined ? file : { ...file, secretContent: pulumi.secret(file.secretContent) };
}

function mapValues<From, To>(map: Record<string, From>, change: (value: From) => To): Record<string, To> {
    return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, change(value)]));
}
