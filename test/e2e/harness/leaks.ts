import type { Environment } from "./environment";
import { objectsOf } from "./leftovers";
import { filesBelow, secretsIn, secretsOf } from "./secretSearch";

/**
 * Where secrets of the environment stand that nobody may read there: the project's folder with all states, histories
 * and backups, everything that the commands printed, the engine's events, and every object on the
 * API server but Secrets. Left out are debug messages, which Pulumi's SDK itself fills with secrets. `more` are further texts by their names, `named` secrets that were not generated.
 */
export async function leakedSecrets(
    env: Environment,
    { more = {}, named = [] }: { more?: Record<string, string>; named?: readonly string[] } = {},
): Promise<string[]> {
    const secrets = secretsOf(await env.state({ showSecrets: true }), named);
    const files = filesBelow(env.folder);
    const objects = (await objectsOf(env)).filter(({ kind }) => kind !== "Secret");
    const places: [string, string][] = [
        ...files.map(({ path, text }): [string, string] => [path, text]),
        ...env.said.flatMap(({ stdout, stderr, eventLog }, index): [string, string][] => [
            [`the output of command ${index}`, stdout + stderr],
            [`the events of command ${index}`, withoutDebugMessages(eventLog)],
        ]),
        ...objects.map((object): [string, string] => [
            `${object.kind} ${object.metadata.name}`,
            JSON.stringify(object),
        ]),
        ...Object.entries(more),
    ];
    return places.flatMap(([place, text]) => secretsIn(place, text, secrets));
}

function withoutDebugMessages(eventLog: string): string {
    return eventLog
        .split("\n")
        .filter((line) => !/"diagnosticEvent":.*"severity":"debug"/.test(line))
        .join("\n");
}
