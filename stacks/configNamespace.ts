import { nearestName } from "../core/nearest";

/** What the keys of stack configuration begin with, whatever the project is called. */
export const configNamespace = "waymark:";

/**
 * What a key was meant to be, where its namespace is nearly ours; undefined where it is somebody else's.
 *
 * @param project its keys are its own, however it is called
 */
export function misspeltKey(key: string, project: string): string | undefined {
    const colon = key.indexOf(":");
    const namespace = key.slice(0, colon);
    const ours = configNamespace.slice(0, -1);
    if (colon === -1 || namespace === ours || namespace === project || nearestName(namespace, [ours]) === undefined) {
        return undefined;
    }
    return `${ours}${key.slice(colon)}`;
}
