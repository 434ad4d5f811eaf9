import { normaliseContainers } from "./compatContainers";
import { mountVolumes, normaliseResources } from "./compatResources";
import type { Draft } from "./draft";
import { asMap, entriesOf } from "./plainData";
import { upgrade } from "./upgrade";

/**
 * Brings older and loose forms into strict v1b1, with a warning for each change, and makes the upgrades that are
 * always made. What can't be brought into form stays, for the schema to refuse.
 */
export function normalise(draft: Draft): void {
    if (asMap(draft.value) === undefined) {
        return;
    }
    normaliseApiVersion(draft);
    normaliseResources(draft);
    normaliseContainers(draft);
    normalisePorts(draft);
    upgrade(draft);
    mountVolumes(draft);
}

function normaliseApiVersion(draft: Draft): void {
    if (draft.get(["apiVersion"]) === "score.sh/v1b1") {
        const now = "score.dev/v1b1";
        draft.changed(["apiVersion"], "old-api-version", `"score.sh/v1b1" is read as "${now}"`, `write "${now}"`);
        draft.set(["apiVersion"], now);
    }
}

/** Until the end of 2023 a port could be given by `targetPort` alone. */
function normalisePorts(draft: Draft): void {
    for (const [name, port] of entriesOf(draft.get(["service", "ports"]))) {
        const map = asMap(port);
        if (map !== undefined && "targetPort" in map && !("port" in map)) {
            const path = ["service", "ports", name];
            draft.changed(path, "target-port-only", '"targetPort" alone is read as "port" too', 'write "port"');
            draft.set([...path, "port"], map["targetPort"]);
            draft.derived([...path, "port"], [...path, "targetPort"]);
        }
    }
}
