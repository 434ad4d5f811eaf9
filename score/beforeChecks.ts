import { suggest } from "../core/nearest";
import { getIn } from "../core/pointer";
import type { Report } from "./checks";
import { asMap, entriesOf } from "./plainData";
import { topologicalOrder } from "../core/topologicalOrder";
import { checkKeys } from "./waymarkBlock";

/**
 * Judges `before`: `A.before.B.ready = S` means that A reaches the state S before B starts.
 * Takes any data; what the schema refuses is passed over.
 */
export function checkBefore(document: unknown, report: Report): void {
    const containers = asMap(getIn(document, ["containers"])) ?? {};
    const needs = new Map(Object.keys(containers).map((name) => [name, new Set<string>()]));
    for (const [name, container] of Object.entries(containers)) {
        const entries = entriesOf(getIn(container, ["before"]));
        checkStates(name, entries, document, report);
        for (const [later] of entries) {
            const path = ["containers", name, "before", later];
            if (later === name) {
                const message = `container "${name}" is to start before itself`;
                report(path, "before-itself", message, "name another container", "key");
            } else if (!Object.hasOwn(containers, later)) {
                const hint = suggest(
                    later,
                    Object.keys(containers).filter((other) => other !== name),
                );
                report(path, "unknown-container", `there is no container "${later}"`, hint, "key");
            } else {
                needs.get(later)?.add(name);
            }
        }
    }
    for (const cycle of topologicalOrder(needs).cycles) {
        const [last = "", first = ""] = cycle.slice(-2); // each needs the one behind it, so the way back is the order
        const way = [...cycle].reverse().join(" before ");
        report(["containers", first, "before", last], "before-cycle", `a cycle: ${way}`, "remove one of these", "key");
    }
}

function checkStates(name: string, entries: [string, unknown][], document: unknown, report: Report): void {
    const stateOf = ([, entry]: [string, unknown]): unknown => asMap(entry)?.["ready"];
    const healthy = entries.filter((entry) => stateOf(entry) === "healthy" && entry[0] !== name);
    const [first] = healthy;
    if (first === undefined) {
        return;
    }
    const path = ["containers", name, "before", first[0], "ready"];
    if (entries.some((entry) => stateOf(entry) === "complete" && entry[0] !== name)) {
        const message = `"healthy" beside "complete": nothing can wait for the health of a container that has ended`;
        report(path, "before-healthy-and-complete", message, 'write "started" or "complete"');
    } else if (!hasProbe(name, document)) {
        const hint = `give "${name}" a readinessProbe or livenessProbe, or write "started"`;
        report(path, "before-without-probe", `container "${name}" has no probe that could say it is healthy`, hint);
    }
}

function hasProbe(name: string, document: unknown): boolean {
    const container = asMap(getIn(document, ["containers", name])) ?? {};
    const ours = entriesOf(getIn(document, ["metadata", "waymark", "probes", name]));
    return (
        "livenessProbe" in container ||
        "readinessProbe" in container ||
        ours.some(([, probe]) => checkKeys.some((key) => key in (asMap(probe) ?? {})))
    );
}
