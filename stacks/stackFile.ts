import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import type { PathStep } from "../core/pointer";
import { ProblemError, type Place, type Problem } from "../core/problem";
import { SecretValue, unknownValue } from "../core/values";
import { readYaml, type YamlDocument } from "../core/yamlDocument";
import { configNamespace, misspeltKey } from "./configNamespace";
import { decodeConfigValue, readStackConfig, type StackConfig } from "./config";

/** A stack's configuration as its file says, read without Pulumi. */
export interface StackFile {
    /** Name of the project, from Pulumi.yaml; `waymark` where there is none. */
    project: string;
    /** Name of the stack. */
    stack: string;
    /** Folder of Pulumi.yaml; the working directory where there is none. */
    root: string;
    config: StackConfig;
}

export interface FindStackOptions {
    /** Name of the stack, and so of the environment unless the file says otherwise. */
    stack: string;
    /** A `Pulumi.NAME.yaml`; default the one beside the nearest Pulumi.yaml. */
    configFile?: string;
    /** Where the search for Pulumi.yaml begins: a file or folder. Default: `base`. */
    from?: string;
    /** Folder that all names are relative to, given and returned. */
    base: string;
}

/**
 * Finds and reads a stack's configuration. Without a file the defaults hold, which are enough for a preview.
 *
 * @throws ProblemError where a file can't be read or holds something wrong
 */
export function readStackFile({ stack, configFile, from, base }: FindStackOptions): StackFile {
    const start = configFile === undefined ? (from ?? ".") : dirname(configFile);
    const projectFile = nearestProject(resolve(base, start));
    const root =
        projectFile === undefined ? resolve(base, configFile === undefined ? "." : start) : dirname(projectFile);
    const beside = join(root, `Pulumi.${stack}.yaml`);
    const file = configFile === undefined ? (existsSync(beside) ? beside : undefined) : resolve(base, configFile);
    const named = projectFile === undefined ? undefined : readMap(projectFile, base).value["name"];
    const project = typeof named === "string" ? named : "waymark";
    return {
        project,
        stack,
        root,
        config:
            file === undefined ? readStackConfig({ stack, values: {} }) : readConfigFile(stack, project, file, base),
    };
}

/** The names of the stacks that have a configuration file in a folder's list of files. */
export function stackNames(files: readonly string[]): string[] {
    return files.flatMap((file) => /^Pulumi\.(.+)\.yaml$/.exec(file)?.[1] ?? []).sort();
}

function readConfigFile(stack: string, project: string, file: string, base: string): StackConfig {
    const { document, value } = readMap(file, base);
    const config = value["config"] ?? {};
    if (!isMap(config)) {
        throw new ProblemError({
            code: "bad-config",
            message: "config is no map",
            hint: 'write keys such as "waymark:team" below it',
            ...document?.place(["config"]),
        });
    }
    const misspelt = Object.keys(config).flatMap((key): Problem[] => {
        const meant = misspeltKey(key, project);
        const message = `"${key}" is nobody's key`;
        const place = document?.place(["config", key], "key");
        return meant === undefined
            ? []
            : [{ code: "unknown-namespace", message, hint: `did you mean "${meant}"?`, ...place }];
    });
    if (misspelt.length > 0) {
        throw new ProblemError(misspelt);
    }
    const values: Record<string, unknown> = {};
    const keys = new Map<string, string>();
    for (const [key, raw] of Object.entries(config)) {
        if (key.startsWith(configNamespace)) {
            const name = key.slice(configNamespace.length);
            values[name] = configValue(name, raw);
            keys.set(name, key);
        }
    }
    const place = (path: readonly PathStep[], part: "key" | "value" = "value"): Place => {
        const [first = "", ...rest] = path;
        return document?.place(["config", keys.get(String(first)) ?? first, ...rest], part) ?? {};
    };
    return readStackConfig({ stack, values, place });
}

/** As the engine types it: a value at the top arrives as text; `secure:` is secret, and offline not known. */
function configValue(name: string, raw: unknown): unknown {
    const marked = markSecure(raw);
    const isScalar = typeof marked === "string" || typeof marked === "number" || typeof marked === "boolean";
    return isScalar ? decodeConfigValue(name, String(marked)) : marked;
}

function markSecure(value: unknown): unknown {
    if (Array.isArray(value)) {
        return value.map(markSecure);
    }
    if (!isMap(value)) {
        return value;
    }
    const entries = Object.entries(value);
    return entries.length === 1 && entries[0]![0] === "secure" && typeof entries[0]![1] === "string"
        ? new SecretValue(unknownValue)
        : Object.fromEntries(entries.map(([key, inner]) => [key, markSecure(inner)]));
}

function nearestProject(start: string): string | undefined {
    for (let folder = start; ; folder = dirname(folder)) {
        const file = join(folder, "Pulumi.yaml");
        if (existsSync(file)) {
            return file;
        }
        if (dirname(folder) === folder) {
            return undefined;
        }
    }
}

function readMap(file: string, base: string): { document?: YamlDocument; value: Record<string, unknown> } {
    const shown = relative(base, file) || basename(file);
    const { document, problems } = readYaml(shown, bytesOf(file, shown));
    const empty = problems.every(({ code }) => code === "empty-document");
    if (document === undefined && !empty) {
        throw new ProblemError(problems);
    }
    const value = document?.value ?? {};
    if (!isMap(value)) {
        throw new ProblemError({ code: "bad-config", message: "this file is no map", hint: "write keys", file: shown });
    }
    return { document, value };
}

function bytesOf(path: string, file: string): Uint8Array {
    try {
        return readFileSync(path);
    } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        const problem: Problem =
            code === "ENOENT" || code === "ENOTDIR"
                ? { code: "file-not-found", message: "there is no such file", hint: "check the path", file }
                : { code: "file-not-readable", message: `the file can't be read (${code})`, file };
        throw new ProblemError(problem);
    }
}

function isMap(value: unknown): value is Record<string, unknown> {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
