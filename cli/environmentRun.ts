import { readdirSync } from "node:fs";
import type { PathStep } from "../core/pointer";
import { ProblemError, type Problem } from "../core/problem";
import { preview as previewProgram } from "../engine/preview";
import type { EngineResult } from "../engine/resource";
import type { Environment } from "../environments/environment";
import type { ScoreWorkload } from "../score";
import { compose } from "../stacks/compose";
import { environmentOf } from "../stacks/stage";
import type { StackConfig } from "../stacks/config";
import { loadProvisioners } from "../stacks/provisionerModules";
import { readStackFile, stackNames } from "../stacks/stackFile";
import { findWorkloadFiles } from "../stacks/workloadFiles";
import type { EnvironmentArguments } from "./environmentArguments";
import { problemText, withProgress, type Streams } from "./output";
import { overridesOf } from "./overrideArguments";
import { readWorkloadArguments } from "./workloadArguments";
import { workingFolder } from "./workingFolder";

/** An environment after its run through the offline engine. */
export interface EnvironmentRun {
    config: StackConfig;
    environment: Environment;
    /** Name of the stack, which the environment has unless its configuration says otherwise. */
    stack: string;
    workloads: number;
    /** Name of the Pulumi project. */
    project: string;
    /** Folder of Pulumi.yaml. */
    root: string;
    result: EngineResult;
}

/**
 * Runs an environment through the offline engine as an update would be previewed.
 *
 * @throws ProblemError with everything that keeps it from being run
 */
export async function runEnvironment(args: EnvironmentArguments, streams: Streams): Promise<EnvironmentRun> {
    const base = workingFolder();
    const [first] = args.files.filter((file) => file !== "-");
    const stack = readStackFile({ stack: args.environment, configFile: args.config, from: first, base });
    const { root, project } = stack;
    const environment = knownEnvironment(stack.config, root);
    const files = args.files.length > 0 ? args.files : configuredFiles(stack.config, root, base);
    const { workloads, warnings } = readWorkloadArguments(files, {
        compat: args.compat || stack.config.compat,
        overrides: overridesOf(args.overrides, files.length, "preview"),
    });
    // Files on the command line may be some of an environment's only; else every configured image has its workload.
    const configured = args.files.length > 0 ? imagesFor(workloads, stack.config) : stack.config.images;
    const config = withImages(stack.config, { ...configured, ...args.images }, args.images);
    const provisioners = loadProvisioners(config, root);
    const program = () => void compose({ config, workloads, provisioners, base });
    const options = { project, stack: args.environment, rootDirectory: root, shortTraces: true };
    const result = await withProgress(streams, `previewing ${environment.name}`, () =>
        withWarnings(streams, warnings, () => previewProgram(program, options)),
    );
    result.notes.forEach((note) => streams.err(`note: ${note}\n`));
    result.diagnostics.forEach(({ severity, message }) => streams.err(`${severity}: ${message.trimEnd()}\n`));
    return { config, environment, stack: args.environment, workloads: workloads.length, project, root, result };
}

/** Tells warnings once an action has ended, without those that it has made errors of. */
async function withWarnings<T>(streams: Streams, warnings: readonly Problem[], action: () => Promise<T>): Promise<T> {
    const place = ({ file, pointer }: Problem) => JSON.stringify([file, pointer]);
    try {
        const result = await action();
        streams.err(problemText(warnings, "warning"));
        return result;
    } catch (error) {
        const errors = new Set(error instanceof ProblemError ? error.problems.map(place) : []);
        streams.err(
            problemText(
                warnings.filter((warning) => !errors.has(place(warning))),
                "warning",
            ),
        );
        throw error;
    }
}

/** The environment, or an error that also names the stacks that have a configuration file. */
function knownEnvironment(config: StackConfig, root: string): Environment {
    try {
        return environmentOf(config);
    } catch (error) {
        const names = stackNames(readdirSync(root));
        if (!(error instanceof ProblemError) || names.length === 0) {
            throw error;
        }
        throw new ProblemError(
            error.problems.map((problem) =>
                problem.code === "unknown-environment"
                    ? { ...problem, hint: `${problem.hint}; there are files for ${names.join(", ")}` }
                    : problem,
            ),
        );
    }
}

function configuredFiles(config: StackConfig, root: string, base: string): string[] {
    if (config.workloads.length === 0) {
        throw new ProblemError({
            code: "no-workload",
            message: "no Score file is named, and the stack configuration names none",
            hint: "name Score files, or list them under waymark:workloads in the stack configuration",
        });
    }
    return findWorkloadFiles(config.workloads, root, base, (index) => config.place(["workloads", index]));
}

/** The configuration with other images; those of the command line have no place in its file. */
function withImages(config: StackConfig, images: StackConfig["images"], given: StackConfig["images"]): StackConfig {
    const isGiven = ([first, name = ""]: readonly PathStep[]): boolean =>
        first === "images" && Object.hasOwn(given, name);
    return { ...config, images, place: (path, part) => (isGiven(path) ? {} : config.place(path, part)) };
}

/** The configured images of the given workloads. */
function imagesFor(workloads: readonly ScoreWorkload[], { images }: StackConfig): Record<string, string> {
    const names = new Set(workloads.map(({ name }) => name));
    return Object.fromEntries(Object.entries(images).filter(([key]) => names.has(key.split("/")[0] ?? "")));
}
