import * as pulumi from "@pulumi/pulumi";
import { SecretValue } from "../core/values";
import { ProblemError, type Problem } from "../core/problem";
import { configNamespace, misspeltKey } from "./configNamespace";
import { decodeConfigValue, readStackConfig } from "./config";
import type { ComposeOptions } from "./compose";
import { loadProvisioners } from "./provisionerModules";
import { findWorkloadFiles, readWorkloads } from "./workloadFiles";

/**
 * What stack configuration makes of the running Pulumi program: its Score files and provisioners, read and checked.
 *
 * @throws ProblemError with everything that is wrong
 */
export function readStack(): ComposeOptions & { warnings: readonly Problem[] } {
    const root = pulumi.getRootDirectory();
    const config = readStackConfig({ stack: pulumi.getStack(), values: engineValues() });
    const files = findWorkloadFiles(config.workloads, root, root, (index) => config.place(["workloads", index]));
    return {
        config,
        ...readWorkloads(files, root, config.compat),
        provisioners: loadProvisioners(config, root),
        base: root,
    };
}

/** The values under `waymark:` as the engine hands them over; of a secret one every value in it is marked. */
function engineValues(): Record<string, unknown> {
    const { allConfig, isConfigSecret } = pulumi.runtime as unknown as {
        allConfig: () => Record<string, string>;
        isConfigSecret: (key: string) => boolean;
    };
    const misspelt = Object.keys(allConfig()).flatMap((key): Problem[] => {
        const meant = misspeltKey(key, pulumi.getProject());
        const message = `the configuration key "${key}" is nobody's`;
        return meant === undefined ? [] : [{ code: "unknown-namespace", message, hint: `did you mean "${meant}"?` }];
    });
    if (misspelt.length > 0) {
        throw new ProblemError(misspelt);
    }
    return Object.fromEntries(
        Object.entries(allConfig())
            .filter(([key]) => key.startsWith(configNamespace))
            .map(([key, text]) => {
                const name = key.slice(configNamespace.length);
                const value = decodeConfigValue(name, text);
                return [name, isConfigSecret(key) ? markLeaves(value) : value];
            }),
    );
}

function markLeaves(value: unknown): unknown {
    if (Array.isArray(value)) {
        return value.map(markLeaves);
    }
    return typeof value === "object" && value !== null
        ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, markLeaves(inner)]))
        : new SecretValue(value);
}
