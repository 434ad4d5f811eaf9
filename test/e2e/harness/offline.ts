import { update, type EngineResource } from "../../../engine";
import { objectFromWire } from "../../../engine/wire";
import { fullKey, type Environment } from "./environment";
import { waitForNoPods } from "./patience";
import { openEnvelopes, type StoredResource } from "./stateFile";

/**
 * What the offline engine says of the environment's program. It is given what only the real providers could decide:
 * the values that the random provider generated, so that everything made from them can be compared too.
 */
export async function offlineResources(env: Environment, stored: readonly StoredResource[]): Promise<EngineResource[]> {
    const generated = new Map(
        stored
            .filter(({ type }) => type.startsWith("random:"))
            .map(({ urn, outputs = {} }) => [urn, objectFromWire(openEnvelopes(outputs) as Record<string, unknown>)]),
    );
    const entries = Object.entries(env.config).filter(([, value]) => value !== undefined);
    const program = (): unknown => {
        waitForNoPods();
        return env.program();
    };
    const { resources } = await update(program, {
        project: env.project,
        stack: env.stack,
        rootDirectory: env.folder,
        config: Object.fromEntries(
            entries.map(([key, value]) => [fullKey(key), typeof value === "string" ? value : JSON.stringify(value)]),
        ),
        outputsOf: ({ urn }) => generated.get(urn) ?? {},
    });
    return resources;
}
