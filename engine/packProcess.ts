import { statSync } from "node:fs";
import { dirname } from "node:path";
import { startExecutable, startNode, type StartedProcess } from "./childProcess";
import type { PackOptions } from "./pack";

/**
 * Starts a pack's process and waits for the port that it serves.
 *
 * @throws (rejects) with what the pack printed when it does not start.
 */
export async function startPackProcess(
    path: string,
    options: PackOptions,
): Promise<{ process: StartedProcess; port: number }> {
    const folder = statSync(path).isDirectory() ? path : dirname(path);
    // The pack is given an engine to talk to; none listens there, and packs do not need it.
    const engine = "127.0.0.1:0";
    let output = "";
    let announce: (line: string) => void = () => undefined;
    const firstLine = new Promise<string>((resolveLine) => (announce = resolveLine));
    const onOutput = (text: string): void => {
        output += text;
        if (output.includes("\n")) {
            announce(output.slice(0, output.indexOf("\n")).trim());
        }
    };
    const script = require.resolve("@pulumi/pulumi/cmd/run-policy-pack");
    const started =
        folder === path
            ? startNode([script, engine, folder], { cwd: folder, env: environmentOf(options), onOutput })
            : // An executable learns of its stack by the first call alone; the engine gives it no variables.
              startExecutable(path, [engine], { cwd: folder, env: {}, onOutput });
    const line = await Promise.race([firstLine, started.ended.then(() => "")]);
    const port = Number(line);
    if (line === "" || !Number.isInteger(port)) {
        await started.stop();
        throw new Error(`the policy pack did not start: ${`${output}${started.errorText()}`.trim()}`);
    }
    return { process: started, port };
}

/** What Pulumi's language host puts into the environment of a pack in a folder. */
function environmentOf(options: PackOptions): Record<string, string> {
    return {
        PULUMI_NODEJS_ORGANIZATION: options.organization ?? "organization",
        PULUMI_NODEJS_PROJECT: options.project ?? "project",
        PULUMI_NODEJS_STACK: options.stack ?? "stack",
        PULUMI_NODEJS_DRY_RUN: String(options.dryRun ?? true),
        PULUMI_NODEJS_TYPESCRIPT: String(options.typescript ?? false),
        PULUMI_CONFIG: JSON.stringify(options.config ?? {}),
    };
}
