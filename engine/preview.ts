import { settingsOfRun, type EngineOptions, type Program } from "./options";
import type { EngineResult } from "./resource";
import { runOnce } from "./run";
import { withShortTraces } from "./shortTraces";
import { chooseTransport } from "./transport";

/**
 * Runs a program as `pulumi preview` would and gives everything that it asked for; what only an update can know
 * (ids, what a provider computes) is unknown.
 *
 * @throws (rejects) the program's own error; a ProblemError naming the resource for a URN used twice, a parent that
 * does not exist or a registration after the program's end; the reason of a rejection that nobody handled.
 * @example
 * const env = await preview(() => void new StandardService("api", { … }), { config: { "waymark:team": "payments" } });
 * env.resources.find((resource) => resource.type === "kubernetes:apps/v1:Deployment")?.inputs;
 */
export function preview(program: Program, options: EngineOptions = {}): Promise<EngineResult> {
    return run(program, options, true);
}

/**
 * Runs a program as `pulumi up` would against providers that accept everything: ids are invented, the same in every
 * run, and outputs are the inputs and what `outputsOf` adds. Rejects like {@link preview}.
 */
export function update(program: Program, options: EngineOptions = {}): Promise<EngineResult> {
    return run(program, options, false);
}

async function run(program: Program, options: EngineOptions, dryRun: boolean): Promise<EngineResult> {
    const settings = settingsOfRun(options, dryRun);
    const transport = await chooseTransport(options.transport ?? "auto");
    const once = (): Promise<EngineResult> => runOnce(program, settings, transport);
    return options.shortTraces === true ? withShortTraces(once) : once();
}
