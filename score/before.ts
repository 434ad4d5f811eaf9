import { suggest } from "../core/nearest";
import { toPointer, type PathStep } from "../core/pointer";
import type { Problem } from "../core/problem";
import type { ScoreDocument } from "./schema";

/** A problem together with the path it stands at; the caller adds file and line. */
export interface Located {
    path: PathStep[];
    problem: Problem;
}

/**
 * Checks `A.before.B`, which means that A reaches the state before B starts: the containers exist, none waits for
 * itself or in a circle, and what must be healthy can tell.
 */
export function checkBefore({ containers }: ScoreDocument): Located[] {
    const problems: Located[] = [];
    const add = (path: PathStep[], code: string, message: string, hint: string) =>
        problems.push({ path, problem: { code, message, hint, pointer: toPointer(path) } });
    const names = Object.keys(containers);
    for (const [name, container] of Object.entries(containers)) {
        const states = Object.values(container.before ?? {}).map(({ ready }) => ready);
        for (const [other, { ready }] of Object.entries(container.before ?? {})) {
            const path = ["containers", name, "before", other];
            if (other === name) {
                add(path, "before-self", `container "${name}" can't come before itself`, "name another container");
            } else if (!Object.hasOwn(containers, other)) {
                add(path, "before-unknown", `there is no container "${other}"`, suggest(other, names));
            } else if (
                ready === "healthy" &&
                container.livenessProbe === undefined &&
                container.readinessProbe === undefined
            ) {
                add(
                    path,
                    "before-no-probe",
                    `"${name}" has no probe that tells when it is healthy`,
                    "add a readinessProbe to it",
                );
            } else if (ready === "healthy" && states.includes("complete")) {
                const hint = "ask for complete in both places, or for started and healthy";
                add(
                    path,
                    "before-contradiction",
                    `"${name}" can't be healthy for one container after it has ended for another`,
                    hint,
                );
            }
        }
    }
    for (const cycle of cycles(containers)) {
        const path = ["containers", cycle[0]!, "before"];
        add(
            path,
            "before-cycle",
            `these containers wait for each other: ${[...cycle, cycle[0]].join(" -> ")}`,
            "remove one of the entries",
        );
    }
    return problems;
}

/** Each circle once, beginning with the name that sorts first; a container that waits for itself is none. */
function cycles(containers: ScoreDocument["containers"]): string[][] {
    const found = new Map<string, string[]>();
    const done = new Set<string>();
    const visit = (name: string, trail: readonly string[]): void => {
        const at = trail.indexOf(name);
        if (at >= 0) {
            const cycle = trail.slice(at);
            const first = cycle.indexOf([...cycle].sort()[0]!);
            const turned = [...cycle.slice(first), ...cycle.slice(0, first)];
            found.set(turned.join(" "), turned);
            return;
        }
        if (done.has(name)) {
            return;
        }
        for (const next of Object.keys(containers[name]?.before ?? {}).sort()) {
            if (next !== name && Object.hasOwn(containers, next)) {
                visit(next, [...trail, name]);
            }
        }
        done.add(name);
    };
    Object.keys(containers)
        .sort()
        .forEach((name) => visit(name, []));
    return [...found.values()];
}
