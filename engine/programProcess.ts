import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { ProblemError } from "../core/problem";
import { startNode, type StartedProcess } from "./childProcess";
import { Deployment } from "./deployment";
import { primaryFailure } from "./failure";
import { serveEngine } from "./grpcServer";
import { settingsOfRun, type EngineOptions, type RunSettings } from "./options";
import type { EngineResult } from "./resource";

/** How a program of its own process is run. `transport` and `shortTraces` have no meaning here. */
export interface ProcessRunOptions extends EngineOptions {
    /** The program's working directory. Default: `rootDirectory`, else this process's. */
    workingDirectory?: string;
    /**
     * Arguments of Node before the program, for example `["--import", "tsx"]`. Without them a TypeScript entry file
     * is compiled by Pulumi's own loader, type errors included.
     */
    nodeArguments?: readonly string[];
    /** Environment variables on top of this process's own. */
    environment?: Record<string, string>;
}

/**
 * Previews an entry file as Pulumi's language host runs it: in a process of its own, over gRPC. Everything that the
 * program does before its event loop is empty counts, timers too.
 *
 * @throws (rejects) a ProblemError naming the resource where the engine refused one, `missing-program`, or
 * `failed-program` with the errors that the program reported.
 */
export function previewProcess(entryFile: string, options: ProcessRunOptions = {}): Promise<EngineResult> {
    return run(entryFile, options, true);
}

/** Runs an entry file as {@link previewProcess} does, but as an update, against providers that accept everything. */
export function updateProcess(entryFile: string, options: ProcessRunOptions = {}): Promise<EngineResult> {
    return run(entryFile, options, false);
}

async function run(entryFile: string, options: ProcessRunOptions, dryRun: boolean): Promise<EngineResult> {
    if (!existsSync(entryFile)) {
        throw new ProblemError({
            code: "missing-program",
            message: `there is no program ${entryFile}`,
            hint: "name the file that creates the resources",
            file: entryFile,
        });
    }
    const settings = settingsOfRun(options, dryRun);
    const deployment = new Deployment(settings);
    const server = await serveEngine(deployment);
    let program: StartedProcess | undefined;
    try {
        program = startProgram(entryFile, options, settings, server.address);
        const outcome = await program.ended;
        if (deployment.failures.length > 0) {
            throw primaryFailure(deployment.failures);
        }
        if (outcome !== 0) {
            throw failedProgram(entryFile, outcome, deployment, program.errorText());
        }
        return deployment.result([], "grpc");
    } finally {
        await program?.stop();
        server.close();
    }
}

function startProgram(
    entryFile: string,
    options: ProcessRunOptions,
    settings: RunSettings,
    address: string,
): StartedProcess {
    const cwd = resolve(options.workingDirectory ?? settings.rootDirectory);
    const nodeArguments = options.nodeArguments ?? [];
    const ownLoader = nodeArguments.length === 0 && /\.[cm]?ts$/.test(entryFile);
    const args = [
        ...nodeArguments,
        require.resolve("@pulumi/pulumi/cmd/run"),
        `--monitor=${address}`,
        `--engine=${address}`,
        `--organization=${settings.organization}`,
        `--project=${settings.project}`,
        `--stack=${settings.stack}`,
        `--root-directory=${resolve(settings.rootDirectory)}`,
        `--pwd=${cwd}`,
        "--parallel=512",
        ...(settings.dryRun ? ["--dry-run"] : []),
        resolve(entryFile),
    ];
    return startNode(args, {
        cwd,
        env: {
            PULUMI_CONFIG: JSON.stringify(settings.config),
            PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(settings.secretConfig),
            PULUMI_NODEJS_TYPESCRIPT: String(ownLoader),
            ...options.environment,
        },
    });
}

function failedProgram(
    entryFile: string,
    outcome: number | string,
    deployment: Deployment,
    errorText: string,
): ProblemError {
    const errors = deployment.diagnostics.filter((diagnostic) => diagnostic.severity === "error");
    const told = errors.length > 0 ? errors.map((error) => error.message).join("\n") : errorText.trim();
    return new ProblemError({
        code: "failed-program",
        message: `the program ended with ${outcome}${told === "" ? "" : `: ${told}`}`,
        file: entryFile,
    });
}
