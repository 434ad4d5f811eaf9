import { existsSync, readFileSync, readlinkSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { ProblemError } from "../../core/problem";
import { readYaml } from "../../core/yamlDocument";
import type { Rule } from "../rule";
import { packContext, configuredWaivers } from "./packOptions";
import { packWaivers, type PackWaivers } from "./packWaivers";

type Env = Readonly<Record<string, string | undefined>>;

/**
 * The waivers beside a project's Pulumi.yaml, in the folder that its stack configuration names (`waymark:policy`,
 * `waivers`; default `waivers`). The engine doesn't tell a pack where the project is: it is looked for from where
 * `pulumi` was called, from where it runs (`pulumi -C FOLDER`; Linux alone tells) and from the pack itself, upwards, and
 * only the project of the right name counts.
 * Without a folder there are no waivers; one that is named and isn't found is a finding.
 */
export function projectWaivers(env: Env, rules: readonly Rule[]): PackWaivers | undefined {
    const named = configuredWaivers(env);
    const context = packContext(env);
    const root = context.project === undefined ? undefined : projectRoot(context.project, env);
    const folder = root === undefined ? undefined : resolve(root, named ?? "waivers");
    if (named === undefined && (folder === undefined || !existsSync(folder))) {
        return undefined;
    }
    try {
        return packWaivers(folder ?? resolve(named!), context, rules);
    } catch (error) {
        if (!(error instanceof ProblemError)) {
            throw error;
        }
        const flaws = error.problems.map(({ message, hint = "" }) => ({
            id: named ?? "waivers",
            place: {},
            message,
            fix: hint,
        }));
        return { ...context, today: "", set: { waivers: [], flaws } };
    }
}

function projectRoot(project: string, { PWD: calledFrom }: Env): string | undefined {
    const starts = [calledFrom, folderOfParent(), process.cwd()].filter((folder) => folder !== undefined);
    return starts.flatMap(upwards).find((folder) => projectName(join(folder, "Pulumi.yaml")) === project);
}

/** Where the process runs that started this one; undefined on systems without /proc. */
function folderOfParent(): string | undefined {
    try {
        return readlinkSync(`/proc/${process.ppid}/cwd`);
    } catch {
        return undefined;
    }
}

/** A folder and all above it. */
function upwards(folder: string): string[] {
    const above = dirname(folder);
    return above === folder ? [folder] : [folder, ...upwards(above)];
}

function projectName(file: string): unknown {
    if (!existsSync(file)) {
        return undefined;
    }
    const value: unknown = readYaml(file, readFileSync(file)).document?.value;
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>)["name"] : undefined;
}
